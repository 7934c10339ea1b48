"""Rules for Apache that redirect from the IRI of a thing to a page or document, by what the client accepts.

A thing is not a document, so its IRI answers 303 See Other (W3C, Cool URIs for the Semantic Web). Rules
cannot compare ``q`` values, so the first type that a client names counts; clients name the type they prefer
first.
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
_LISTS = r"countries|regions|routes|years|year/\d+|vocabularies|ontology|parts"
_PAGES = "data|search|a-z|about"
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
    """Return the rules for the folder of the site; ``sections`` are the sections of reports.

    A document's IRI has the section before the identifier, and no pattern could tell them apart.
    """
    path = urlsplit(base).path or "/"
    parts = "|".join(re.escape(quote(section, safe="-._~")) for section in sorted(set(sections)))
    report = r"[^/?#\s]+/[^/?#\s]+/[^/?#\s]+" + (f"(?:/(?:{parts}))?" if parts else "")
    sent = rf"RewriteCond %{{THE_REQUEST}} ^\S+\s+{re.escape(path)}document/({report})/([^?#\s]+)"
    forms = [*_form("html", ""), *_form("jsonld", _JSON), *_form("ttl", _TURTLE), *_form("trig", _TRIG)]
    about = "# The format: the first type that the client names and the site has; else a page."
    return "\n".join([_HEAD, f"RewriteBase {path}", "", about, *forms, "", *_leads(sent)])


def _leads(sent: str) -> list[str]:
    """Return the redirects of things; ``sent`` is a condition on the requested path of a document."""
    claim = r"^document/[^/]+/[^/]+/([^/]+)(?:/[^/]+){1,2}/route"
    return [
        "# Until version 0.1, route claims had no offset in their addresses. These lead to the route.",
        *_to(rf"{claim}/([^/]+)/neighboring-countries$", "route/$2/$1-neighbors"),
        *_to(rf"{claim}/neighboring-countries/([^/]+)$", "route/$1-neighbors/$2"),
        *_to(rf"{claim}/([^/]+)/([^/]+)$", "route/$2/$3"),
        "",
        "# Claims, evidence and documents are parts of their report's page. The request line has the",
        "# path as the client sent it, so that identifiers keep their escapes.",
        *_to("^document/", "report/%1", "%2", sent),
        "",
        "# Files are not redirected.",
        rf"RewriteRule \.(?:{_FILES})$ - [L]",
        "",
        "# Only reports have TriG. Turtle takes its place elsewhere.",
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
        "# Reports, places, routes, concepts, vocabularies, and their lists; then pages without documents.",
        *_to(f"^(report/.+[^/]|(?:place|scheme)/[^/]+|(?:concept|route)/[^/]+/[^/]+|{_LISTS})$", "$1"),
        f"RewriteRule ^({_PAGES})$ $1.html [R=303,L,NE]",
        "",
    ]


def _form(ending: str, wanted: str) -> list[str]:
    """Return the rule that chooses a format if one of its types comes before all others."""
    if not wanted:
        return [f"RewriteRule ^ - [E=FORM:{ending}]"]
    others = "|".join(types for types in (_HTML, _JSON, _TURTLE, _TRIG) if types != wanted)
    condition = f"RewriteCond %{{HTTP_ACCEPT}} ^(?:(?!{others}).)*?(?:{wanted}) [NC]"
    return [condition, f"RewriteRule ^ - [E=FORM:{ending}]"]


def _to(pattern: str, target: str, part: str = "", condition: str = "") -> list[str]:
    """Return the redirects from a pattern to a page and a document. Only pages have parts."""
    page = [
        "RewriteCond %{ENV:FORM} html",
        condition,  # a rule can use the groups of the last condition
        f"RewriteRule {pattern} {target}.html#{part} [R=303,L,NE]",
    ]
    document = [condition, f"RewriteRule {pattern} {target}.%{{ENV:FORM}} [R=303,L,NE]"]
    return [rule for rule in (*(page if part else []), *document) if rule]


def w3id(base: str) -> str:
    """Return the rules for w3id.org, which redirect from the graph's IRIs to the site."""
    return (
        "# For the folder of the graph's IRIs in https://github.com/perma-id/w3id.org.\n"
        "RewriteEngine On\n"
        f"RewriteRule ^(.*)$ {base}$1 [R=303,L]\n"
    )
