"""Feeds of every kind that say the same: two entries of the fall of Hajin, and what surrounds them."""

from __future__ import annotations

import json

URL = "https://news.example/feeds/world.xml"
NAMESPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
)

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" {NAMESPACES}><channel>
<title>World News</title><link>https://news.example/</link><language>en-GB</language><ttl>30</ttl>
<item><title>SDF takes Hajin</title><link>/world/hajin?utm_source=rss</link><guid isPermaLink="false">4711</guid>
<description>The last town &lt;b&gt;fell&lt;/b&gt;.</description>
<content:encoded><![CDATA[<p>In full.</p>]]></content:encoded>
<dc:creator>Jane Roe</dc:creator><pubDate>Fri, 14 Dec 2018 10:30:00 +0200</pubDate></item>
<item><title>Talks in Geneva</title><link>https://news.example/world/geneva</link>
<pubDate>Thu, 13 Dec 2018 09:00:00 GMT</pubDate></item>
</channel></rss>"""

RDF = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://news.example/"><title>World News</title><link>https://news.example/</link>
<dc:language>en-GB</dc:language></channel>
<item rdf:about="https://news.example/world/hajin"><title>SDF takes Hajin</title>
<link>https://news.example/world/hajin</link><dc:creator>Jane Roe</dc:creator>
<dc:date>2018-12-14T10:30:00+02:00</dc:date></item>
<item rdf:about="https://news.example/world/geneva"><title>Talks in Geneva</title>
<link>https://news.example/world/geneva</link><dc:date>2018-12-13T09:00:00Z</dc:date></item>
</rdf:RDF>"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB" xml:base="https://news.example/">
<title>World News</title><link href="/"/><link rel="self" href="feeds/world.xml"/>
<entry xml:base="world/"><title type="html">SDF takes &lt;em&gt;Hajin&lt;/em&gt;</title><link href="hajin"/>
<id>tag:news.example,2018:hajin</id><author><name>Jane Roe</name></author>
<published>2018-12-14T10:30:00+02:00</published><updated>2018-12-14T12:00:00Z</updated>
<summary>The last town fell.</summary><content type="html">&lt;p&gt;In full.&lt;/p&gt;</content></entry>
<entry><title>Talks in Geneva</title><link rel="alternate" href="https://news.example/world/geneva"/>
<id>tag:news.example,2018:geneva</id><updated>2018-12-13T09:00:00Z</updated></entry>
</feed>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "World News",
        "home_page_url": "https://news.example/",
        "language": "en-GB",
        "items": [
            {
                "id": "4711",
                "url": "https://news.example/world/hajin",
                "title": "SDF takes Hajin",
                "summary": "The last town fell.",
                "content_html": "<p>In full.</p>",
                "authors": [{"name": "Jane Roe"}],
                "date_published": "2018-12-14T10:30:00+02:00",
            },
            {
                "id": 4712,
                "url": "https://news.example/world/geneva",
                "title": "Talks in Geneva",
                "date_published": "2018-12-13T09:00:00Z",
            },
        ],
    }
)

SITEMAP = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://news.example/world/hajin</loc><lastmod>2018-12-14T12:00:00Z</lastmod>
<news:news><news:publication><news:name>World News</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2018-12-14T10:30:00+02:00</news:publication_date><news:title>SDF takes Hajin</news:title>
</news:news><image:image><image:loc>https://news.example/i.jpg</image:loc><image:title>Picture</image:title></image:image>
</url>
<url><loc>https://news.example/world/geneva</loc>
<news:news><news:publication><news:name>World News</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2018-12-13T09:00:00Z</news:publication_date><news:title>Talks in Geneva</news:title>
</news:news></url></urlset>"""

SITEMAP_INDEX = """<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://news.example/sitemap-news.xml</loc><lastmod>2018-12-14T10:00:00Z</lastmod></sitemap>
<sitemap><loc>/sitemap-2017.xml</loc><lastmod>2017-12-31</lastmod></sitemap>
<sitemap><loc>/sitemap-pages.xml</loc></sitemap>
</sitemapindex>"""


def rss(*items: str, channel: str = "<title>T</title>") -> bytes:
    """An RSS document of items that are given from the inside."""
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {NAMESPACES}><channel>{channel}{inside}</channel></rss>'.encode()
