"""Take a page apart as a browser would."""

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "source"}


class Page(HTMLParser):
    """The elements and the text of a page, as a browser would take it apart."""

    def __init__(self, body):
        super().__init__()
        self.elements, self.texts, self.open = [], [], []
        self.feed(body.decode())
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def written(text):
    return re.sub("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]", "\ufffd", text)
