def error_page(status, message):
    return f"<p>{status}"
