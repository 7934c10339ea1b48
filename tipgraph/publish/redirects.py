"""Rules for Apache: which document a thing's IRI leads to, by what the client accepts.

A thing is no document: its IRI answers with 303 See Other (W3C, Cool URIs for the Semantic Web). Rules
cannot weigh ``q`` values, so of the types that a client names the first counts, which is the order in
which clients name them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

__all__ = ["htaccess", "w3id"]

_HTML = r"text/html|application/xhtml\+xml"
_TURTLE = r"text/turtle|text/n3|application/n-triples|application/rdf\+xml|application/x-turtle"
_TRIG = r"application/trig|application/n-quads"
_JSON = r"application/ld\+json|application/json"
_FILES = "html|ttl|trig|nq|jsonld|csv|gz|css|js|svg|json|cff|xml|txt|htaccess"

_HEAD = """\
# Made by tipgraph publish. For Apache 2.4 with mod_rewrite and AllowOverride All.
Options -MultiViews -Indexes
DirectorySlash Off
DirectoryIndex index.html
AddDefaultCharset utf-8
AddType text/turtle .ttl
AddType application/trig .trig
AddType application/n-quads .nq
AddType application/ld+json .jsonld
AddType application/gzip .gz
AddCharset utf-8 .ttl .trig .nq .csv .html .css .js .svg
RemoveEncoding .gz
<IfModule mod_headers.c>
  Header always merge Vary Accept
  Header always set X-Content-Type-Options nosniff
  Header always set Access-Control-Allow-Origin "*"
</IfModule>
<IfModule mod_deflate.c>
  AddOutputFilterByType DEFLATE text/html text/css text/javascript image/svg+xml
  AddOutputFilterByType DEFLATE text/turtle application/trig application/ld+json text/csv
</IfModule>

RewriteEngine On
"""


def htaccess(base: str, sections: Iterable[str]) -> str:
    """Return the rules of the site's own folder; ``sections`` are those that reports have.

    They are in a document's IRI before its identifier, and no rule could tell one from the other.
    """
    path = urlsplit(base).path or "/"
    parts = "|".join(map(re.escape, sorted(set(sections))))
    report = "[^/?# ]+/[^/?# ]+/[^/?# ]+" + (f"(?:/(?:{parts}))?" if parts else "")
    escaped = re.escape(path).replace("%", "%")
    document = rf"^\S+\s{escaped}document/({report})/([^?#\s]+)"
    return "\n".join(
        [
            f"{_HEAD}RewriteBase {path}",
            "",
            "# Claims, evidence and documents are parts of their report's page. The request line has the",
            "# path as it was sent: identifiers keep their escapes.",
            *_negotiated(r"^document/", "report/%1", "#%2", f"RewriteCond %{{THE_REQUEST}} {document}"),
            "",
            "# Files are what they are.",
            rf"RewriteRule \.(?:{_FILES})$ - [L]",
            "",
            "# Settlements and subdivisions share a page; neighbors and memberships are on their country's.",
            *_negotiated(r"^place/([A-Z]{2,3}-.+)$", "parts", "#$1"),
            *_negotiated(r"^place/([^/]+)/(.+)$", "place/$1", "#$2"),
            "",
            "# Named graphs of the vocabularies, and versions of the ontology.",
            "RewriteRule ^graph/(?:vocabularies|places)$ data/vocabularies.ttl [R=303,L]",
            *_negotiated(r"^(?:graph/ontology|ontology/[^/]+|contributors)$", "ontology", ""),
            "",
            "# Places, concepts, vocabularies, reports; then pages that lead to others.",
            *_trig(r"^(report/.+[^/])$", "$1", ""),
            *_negotiated(r"^((?:place|scheme)/[^/]+|concept/[^/]+/[^/]+|ontology|parts)$", "$1", ""),
            r"RewriteRule ^(countries|regions|years|year/\d+|vocabularies|data|a-z|about)$ $1.html [R=303,L]",
            "",
        ]
    )


def _first(wanted: str, others: str) -> str:
    """Return the condition that a type stands before all others."""
    return f"RewriteCond %{{HTTP_ACCEPT}} ^(?:(?!{others}).)*?(?:{wanted}) [NC]"


def _negotiated(pattern: str, target: str, part: str, condition: str = "") -> list[str]:
    """Return the rules that lead from a pattern to a page or a document; RDF has no parts to lead to."""
    kinds = (("jsonld", _JSON, f"{_HTML}|{_TURTLE}"), ("ttl", f"{_TURTLE}|{_TRIG}", f"{_HTML}|{_JSON}"))
    rules = []
    for ending, wanted, others in kinds:
        # What the last condition captures is what the rule may name: the path comes last.
        rules += [_first(wanted, others), condition, f"RewriteRule {pattern} {target}.{ending} [R=303,L,NE]"]
    rules += [condition, f"RewriteRule {pattern} {target}.html{part} [R=303,L,NE]"]
    return [rule for rule in rules if rule]


def _trig(pattern: str, target: str, part: str) -> list[str]:
    first = _first(_TRIG, f"{_HTML}|{_TURTLE}|{_JSON}")
    return [first, f"RewriteRule {pattern} {target}.trig [R=303,L,NE]", *_negotiated(pattern, target, part)]


def w3id(base: str) -> str:
    """Return the rules to hand in at w3id.org, which lead from the graph's IRIs to the site."""
    return (
        "# For https://github.com/perma-id/w3id.org: the folder of the graph's IRIs.\n"
        "RewriteEngine On\n"
        f"RewriteRule ^(.*)$ {base}$1 [R=303,L]\n"
    )
