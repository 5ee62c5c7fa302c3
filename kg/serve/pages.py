from kg.serve.protocol import Refused


def warm(snapshot):
    pass


def answer(snapshot, task, start):
    raise Refused(404, "nothing yet")
