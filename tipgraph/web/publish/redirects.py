"""Rules for Apache: which document a thing's IRI leads to, by what the client accepts.

A thing is no document: its IRI answers with 303 See Other (W3C, Cool URIs for the Semantic Web). Rules
cannot weigh ``q`` values, so of the types that a client names the first counts, which is the order in
which clients name them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

__all__ = ["htaccess", "w3id"]

_HTML = r"text/html|application/xhtml\+xml"
_TURTLE = r"text/turtle|text/n3|application/n-triples|application/rdf\+xml|application/x-turtle|text/rdf\+n3"
_TRIG = r"application/trig|application/n-quads"
_JSON = r"application/ld\+json|application/json"
_LISTS = r"countries|regions|years|year/\d+|vocabularies|ontology|parts"
_PAGES = "data|a-z|about"
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

RewriteEngine On"""


def htaccess(base: str, sections: Iterable[str]) -> str:
    """Return the rules of the site's own folder; ``sections`` are those that reports have.

    They are in a document's IRI before its identifier, and no rule could tell one from the other.
    """
    path = urlsplit(base).path or "/"
    parts = "|".join(re.escape(quote(section, safe="-._~")) for section in sorted(set(sections)))
    report = r"[^/?#\s]+/[^/?#\s]+/[^/?#\s]+" + (f"(?:/(?:{parts}))?" if parts else "")
    sent = rf"RewriteCond %{{THE_REQUEST}} ^\S+\s+{re.escape(path)}document/({report})/([^?#\s]+)"
    forms = [*_form("html", ""), *_form("jsonld", _JSON), *_form("ttl", _TURTLE), *_form("trig", _TRIG)]
    about = "# The form: of the types that a client names, the first that there is; else a page."
    return "\n".join([_HEAD, f"RewriteBase {path}", "", about, *forms, "", *_leads(sent)])


def _leads(sent: str) -> list[str]:
    """Return where the names of things lead; ``sent`` is a condition on the path of a document as sent."""
    return [
        "# Claims, evidence and documents are parts of their report's page. The request line has the",
        "# path as it was sent: identifiers keep their escapes.",
        *_to("^document/", "report/%1", "%2", sent),
        "",
        "# Files are what they are.",
        rf"RewriteRule \.(?:{_FILES})$ - [L]",
        "",
        "# Only reports have TriG: their graphs. Turtle stands for it elsewhere.",
        "RewriteCond %{ENV:FORM} trig",
        "RewriteRule !^report/ - [E=FORM:ttl]",
        "",
        "# Settlements and subdivisions share a page; neighbors and memberships are on their country's.",
        *_to("^place/([A-Z]{2,3}-.+)$", "parts", "$1"),
        *_to("^place/([^/]+)/(.+)$", "place/$1", "$2"),
        "",
        "# Named graphs of the vocabularies, and versions of the ontology.",
        "RewriteRule ^graph/(?:vocabularies|places)$ data/vocabularies.ttl [R=303,L,NE]",
        *_to("^(?:graph/ontology|ontology/[^/]+|contributors)$", "ontology"),
        "",
        "# Reports, places, concepts, vocabularies, lists of these; then what there are only pages of.",
        *_to(f"^(report/.+[^/]|(?:place|scheme)/[^/]+|concept/[^/]+/[^/]+|{_LISTS})$", "$1"),
        f"RewriteRule ^({_PAGES})$ $1.html [R=303,L,NE]",
        "",
    ]


def _form(ending: str, wanted: str) -> list[str]:
    """Return the rule that chooses a form where its types stand before all others'."""
    if not wanted:
        return [f"RewriteRule ^ - [E=FORM:{ending}]"]
    others = "|".join(types for types in (_HTML, _JSON, _TURTLE, _TRIG) if types != wanted)
    condition = f"RewriteCond %{{HTTP_ACCEPT}} ^(?:(?!{others}).)*?(?:{wanted}) [NC]"
    return [condition, f"RewriteRule ^ - [E=FORM:{ending}]"]


def _to(pattern: str, target: str, part: str = "", condition: str = "") -> list[str]:
    """Return the rules that lead from a pattern to a page or a document; only pages have parts to lead to."""
    page = [
        "RewriteCond %{ENV:FORM} html",
        condition,  # what the last condition captures is what the rule may name
        f"RewriteRule {pattern} {target}.html#{part} [R=303,L,NE]",
    ]
    document = [condition, f"RewriteRule {pattern} {target}.%{{ENV:FORM}} [R=303,L,NE]"]
    return [rule for rule in (*(page if part else []), *document) if rule]


def w3id(base: str) -> str:
    """Return the rules to hand in at w3id.org, which lead from the graph's IRIs to the site."""
    return (
        "# For https://github.com/perma-id/w3id.org: the folder of the graph's IRIs.\n"
        "RewriteEngine On\n"
        f"RewriteRule ^(.*)$ {base}$1 [R=303,L]\n"
    )
