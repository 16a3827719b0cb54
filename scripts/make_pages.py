#!/usr/bin/env python3
"""Dresses the reports of samples/texts in the layouts of Arabic news sites: python3 scripts/make_pages.py

Writes samples/pages/*.html and samples/pages/pages.json, which says for every page what is to be kept: the title, the
paragraphs, and `neutral` lines (captions, bylines) that may be kept or left out. Same script, same pages: nothing is random
but by a fixed seed. All words are the project's own; the sites are invented.
"""
import html
import json
import pathlib
import random

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUT = ROOT / "samples" / "pages"

HEADLINES = [
    "ارتفاع أسعار القمح في الأسواق العالمية للأسبوع الثالث", "المنتخب يستعد لمواجهة حاسمة في التصفيات",
    "وفاة الممثل المسرحي عن عمر ناهز الثمانين", "أمطار غزيرة متوقعة على المناطق الساحلية غدا", "افتتاح معرض الكتاب بمشاركة مئتي دار نشر",
    "دراسة: المشي نصف ساعة يوميا يقلل ضغط الدم", "البنك المركزي يثبت سعر الفائدة للمرة الرابعة", "حريق في مستودع للأخشاب دون إصابات",
    "إطلاق خدمة القطار السريع بين العاصمة والميناء", "الشرطة تضبط شبكة لتزوير العملة", "نقابة المعلمين تعلق إضرابها بعد لقاء الوزير",
    "جدل حول قانون الإيجارات الجديد في البرلمان", "هبوط طائرة اضطراريا بسبب عطل فني", "شركة ناشئة تطور تطبيقا لتعليم الخط العربي",
    "انقطاع الكهرباء عن أحياء واسعة مساء أمس", "فريق طبي ينجح في زراعة كبد لطفل", "اكتشاف مقبرة أثرية تعود إلى العصر البرونزي",
    "سباق الدراجات الدولي ينطلق من ساحة المدينة", "تحذير من موجة حر تبدأ نهاية الأسبوع", "مهرجان السينما يعلن قائمة أفلامه",
    "وزير المياه يتفقد أعمال السد الجديد", "تراجع الليرة أمام الدولار في تعاملات الصباح", "الجامعة تفتح باب القبول للفصل الثاني",
    "إنقاذ صيادين علقوا في البحر ليومين",
]
SECTIONS = ["الرئيسية", "سياسة", "عربي", "دولي", "اقتصاد", "رياضة", "ثقافة", "صحة", "تكنولوجيا", "منوعات", "آراء", "فيديو", "صور", "بودكاست",
            "خدمات", "اتصل بنا"]
COMMENTS = [("أبو محمد", "الله يجيب الخير لكل الشعوب ويكفينا شر الحروب"), ("سامي", "كلام جميل لكن أين الأفعال؟"), ("قارئة", "شكرا على التغطية"),
            ("متابع", "هذا الخبر قديم، نشرتموه الأسبوع الماضي"), ("خالد", "لا أثق بأي من الطرفين")]
SITES = ["وكالة المنارة", "صحيفة الأفق", "شبكة الشروق الجديدة", "موقع سطور", "بوابة المرسى", "قناة الميدان"]
CAPTIONS = ["جانب من الاجتماع (أرشيفية)", "صورة تعبيرية - المنارة", "علما الدولتين قبل بدء الجلسة", "مقر انعقاد المحادثات", "الوفدان خلال جلسة سابقة"]
AUTHORS = ["سلمى درويش", "نادر الحاج", "هالة منصور", "فريق التحرير"]
JUNK_JS = ("(function(w,d){w.dataLayer=w.dataLayer||[];function g(){dataLayer.push(arguments)}g('js',new Date());g('config','UA-000000-1');"
           "var s=d.createElement('script');s.async=1;s.src='https://cdn.example.org/t.js';d.head.appendChild(s);})(window,document);")


class Report:
    """One report: title and paragraphs."""

    def __init__(self, name):
        lines = [line.strip() for line in (ROOT / "samples" / "texts" / f"{name}.txt").read_text("utf-8").splitlines()]
        lines = [line for line in lines if line]
        self.title, self.paragraphs = lines[0], lines[1:]


class Page:
    """What a layout needs: words for the furniture, and what was put in that may stay or go."""

    def __init__(self, report, seed):
        self.r, self.random, self.neutral = report, random.Random(seed), []
        self.site = self.random.choice(SITES)
        self.keep = list(report.paragraphs)
        self.day = f"2021-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
        self.url = f"https://news.example.org/{self.random.randint(10000, 99999)}"

    def pick(self, n):
        return self.random.sample(HEADLINES, n)

    def long(self):
        return [x for x in self.keep if len(x.split()) > 15]

    def caption(self):
        words = self.random.choice(CAPTIONS)
        self.neutral.append(words)
        return words

    def author(self):
        words = self.random.choice(AUTHORS)
        self.neutral.append(words)
        return words

    def head(self, extra="", charset="utf-8"):
        t = e(self.r.title)
        return (f'<head><meta charset="{charset}"><title>{t} | {self.site}</title><meta name="viewport" content="width=device-width">'
                f'<meta property="og:title" content="{t}"><meta property="og:site_name" content="{self.site}">'
                f'<link rel="canonical" href="{self.url}"><style>body{{direction:rtl}}.x{{color:red}}</style>'
                f"<script>{JUNK_JS}</script>{extra}</head>")

    def nav(self, tag="nav", cls="main-menu", n=12):
        return f'<{tag} class="{cls}"><ul>' + "".join(f'<li><a href="/s/{i}">{s}</a></li>' for i, s in enumerate(SECTIONS[:n])) + f"</ul></{tag}>"

    def ticker(self):
        return '<div class="ticker"><span>عاجل</span>' + "".join(f'<a href="/b/{i}">{h}</a> ' for i, h in enumerate(self.pick(3))) + "</div>"

    def share(self):
        names = ["فيسبوك", "تويتر", "واتساب", "تلغرام", "نسخ الرابط", "طباعة"]
        return '<div class="share-bar"><span>شارك</span>' + "".join(f'<a href="#" title="{n}">{n}</a>' for n in names) + "</div>"

    def related(self, words="اقرأ أيضا", n=4, cls="related-posts"):
        items = "".join(f'<li><a href="/r/{i}"><img src="/i/{i}.jpg" alt=""><h4>{h}</h4></a><span>منذ {i + 2} ساعات</span></li>'
                        for i, h in enumerate(self.pick(n)))
        return f'<div class="{cls}"><h3>{words}</h3><ul>{items}</ul></div>'

    def most_read(self):
        items = "".join(f'<li><span class="num">{i + 1}</span><a href="/m/{i}">{h}</a><em>{self.random.randint(900, 90000)} مشاهدة</em></li>'
                        for i, h in enumerate(self.pick(6)))
        return f'<div class="most-read widget"><h3>الأكثر قراءة</h3><ol>{items}</ol></div>'

    def comments(self):
        said = "".join(f'<li class="comment"><b>{n}</b><time>قبل {i + 1} أيام</time><p>{w}</p><a href="#">رد</a></li>'
                       for i, (n, w) in enumerate(self.random.sample(COMMENTS, 3)))
        return (f'<div id="comments"><h3>التعليقات ({self.random.randint(3, 40)})</h3><ol>{said}</ol><form><label>الاسم *</label><input>'
                "<label>البريد الإلكتروني *</label><input><textarea></textarea><p>لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *</p>"
                "<button>إرسال التعليق</button></form></div>")

    def footer(self):
        return ('<footer><div class="about"><h5>من نحن</h5><p>موقع إخباري مستقل يقدم تغطية على مدار الساعة لأهم الأحداث في المنطقة والعالم.</p></div>'
                + "".join(f'<a href="/f/{i}">{s}</a>' for i, s in enumerate(["سياسة الخصوصية", "شروط الاستخدام", "أعلن معنا", "وظائف", "RSS"]))
                + '<form class="newsletter"><p>اشترك في النشرة البريدية ليصلك جديد الأخبار كل صباح</p><input><button>اشترك</button></form>'
                f"<p>جميع الحقوق محفوظة © {self.site} 2021</p></footer>")

    def cookies(self):
        return '<div class="cookie-notice"><p>نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا. بمتابعة التصفح فإنك توافق على ذلك.</p><button>موافق</button></div>'

    def inline_also(self):
        return f'<div class="read-also"><strong>اقرأ أيضا:</strong> <a href="/x">{self.pick(1)[0]}</a></div>'


def e(text):
    return html.escape(text, quote=True)


def ps(paragraphs, tag="p", attr=""):
    return "\n".join(f"<{tag}{attr}>{e(p)}</{tag}>" for p in paragraphs)


def doc(p, body, head=None, attr='lang="ar" dir="rtl"'):
    return f"<!DOCTYPE html>\n<html {attr}>{head or p.head()}\n<body>{body}</body></html>\n"


def between(paragraphs, insert, every=2):
    """Paragraphs with something after every second one."""
    out = []
    for i, words in enumerate(paragraphs):
        out.append(f"<p>{e(words)}</p>")
        if i % every == every - 1 and i + 1 < len(paragraphs):
            out.append(insert(i))
    return "\n".join(out)


def wordpress(p):
    post = (f'<article class="post type-post"><header class="entry-header"><h1 class="entry-title">{e(p.r.title)}</h1><div class="entry-meta">'
            f'<span class="author">{p.author()}</span><time datetime="{p.day}T09:00:00+03:00">{p.day}</time><span>{p.random.randint(50, 9000)} مشاهدة</span></div></header>'
            f'<div class="entry-content"><figure class="wp-caption"><img src="/a.jpg"><figcaption>{p.caption()}</figcaption></figure>'
            f"{between(p.keep, lambda i: '')}{p.share()}</div><div class=\"tags\">وسوم: <a>روسيا</a> <a>جنيف</a></div></article>")
    return doc(p, f'{p.cookies()}<header>{p.nav()}{p.ticker()}</header><div id="content"><main>{post}{p.related("مقالات ذات صلة", 6)}{p.comments()}</main>'
               f'<aside id="secondary">{p.most_read()}</aside></div>{p.footer()}')


def gutenberg(p):
    body = "\n".join(f'<!-- wp:paragraph --><p class="wp-block-paragraph">{e(x)}</p><!-- /wp:paragraph -->' for x in p.keep)
    return doc(p, f'<div class="wp-site-blocks"><header class="wp-block-template-part">{p.nav("div", "wp-block-navigation")}</header><main class="wp-block-group">'
               f'<h1 class="wp-block-post-title">{e(p.r.title)}</h1><div class="entry-content wp-block-post-content">{body}'
               f'<div class="wp-block-group jp-relatedposts"><h3>ذات صلة</h3>{"".join(f"<p><a>{h}</a></p>" for h in p.pick(3))}</div></div></main>{p.footer()}</div>')


def elementor(p):
    inner = "".join(f'<div class="elementor-element elementor-widget-text-editor"><div class="elementor-widget-container"><p>{e(x)}</p></div></div>' for x in p.keep)
    cards = "".join(f'<div class="elementor-post"><h3 class="elementor-post__title"><a>{h}</a></h3><div class="elementor-post__excerpt"><p>{h} بحسب ما أعلنت مصادر مطلعة اليوم</p></div>'
                    "<a>اقرأ المزيد »</a></div>" for h in p.pick(5))
    return doc(p, f'<div class="elementor elementor-location-header">{p.nav("div", "elementor-nav")}</div><div class="elementor elementor-location-single">'
               f'<section><h1 class="elementor-heading-title">{e(p.r.title)}</h1></section><section>{inner}</section><section class="elementor-posts">{cards}</section></div>{p.footer()}')


def microdata(p):
    leaves = "".join(f"<div>{e(x)}</div><div><br></div>" for x in p.keep)
    return doc(p, f'{p.nav("div", "menu")}<div itemscope itemtype="https://schema.org/NewsArticle"><div class="t1" itemprop="headline">{e(p.r.title)}</div>'
               f'<meta itemprop="datePublished" content="{p.day}"><div class="pic"><img src="x.jpg"></div>{p.share()}<div class="d7" itemprop="articleBody">{leaves}</div></div>'
               f'<div class="box">{p.related("المزيد من الأخبار", 8, "more")}</div>{p.footer()}')


def breaks(p):
    text = "<br />\r\n<br />\r\n".join(e(x) for x in p.keep)
    return doc(p, f'<form id="aspnetForm"><div id="top">{p.nav("div", "top", 16)}</div><table width="100%"><tr><td width="70%"><span id="lblTitle" class="title">{e(p.r.title)}</span><br>'
               f'<span id="lblDate">تاريخ النشر: {p.day}</span> <span>عدد القراء: {p.random.randint(100, 5000)}</span><div id="divText">{text}</div>{p.share()}</td>'
               f'<td width="30%">{p.most_read()}{p.related("أخبار متعلقة")}</td></tr></table></form>{p.footer()}')


def tables(p):
    rows = "<br><br>".join(e(x) for x in p.keep)
    head = (f'<head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><title>{e(p.r.title)} - {p.site}</title></head>')
    menu = "".join(f'<tr><td bgcolor="#eeeeee"><a href="s.asp?id={i}"><font size="2">{s}</font></a></td></tr>' for i, s in enumerate(SECTIONS))
    news = "".join(f'<tr><td><font size="2">• <a href="n.asp?id={i}">{h}</a></font></td></tr>' for i, h in enumerate(p.pick(10)))
    return doc(p, f'<table border="0" width="780" align="center"><tr><td colspan="3"><img src="logo.gif"></td></tr><tr><td width="120" valign="top"><table>{menu}</table></td>'
               f'<td valign="top"><p align="center"><font size="5"><b>{e(p.r.title)}</b></font></p><p align="justify"><font face="Simplified Arabic" size="4">{rows}</font></p>'
               f'<p><a href="print.asp">نسخة للطباعة</a> | <a href="send.asp">أرسل إلى صديق</a></p></td><td width="160" valign="top"><table><tr><td><b>آخر الأخبار</b></td></tr>{news}</table></td></tr>'
               "<tr><td colspan=3><font size=1>جميع الحقوق محفوظة</font></td></tr></table>", head, 'dir="rtl"')


def amp(p):
    head = p.head('<script async src="https://cdn.ampproject.org/v0.js"></script><style amp-boilerplate>body{visibility:hidden}</style>')
    return doc(p, f'<amp-sidebar id="s" layout="nodisplay">{p.nav("ul", "amp-menu")}</amp-sidebar><header><button on="tap:s.toggle">القائمة</button></header>'
               f'<article class="amp-wp-article"><header><h1>{e(p.r.title)}</h1><div class="amp-wp-meta">{p.author()}</div></header><amp-img src="a.jpg" width="8" height="5"></amp-img>'
               f'<div class="amp-wp-article-content">{between(p.keep, lambda i: "<amp-ad width=300 height=250 type=a><div fallback>إعلان</div></amp-ad>")}</div>'
               f'<footer>{p.share()}</footer></article><amp-list>{p.related("قد يعجبك")}</amp-list>{p.footer()}', head, 'amp lang="ar" dir="rtl"')


def json_body(p):
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": p.r.title, "datePublished": p.day + "T10:00:00+03:00",
            "articleBody": "\n\n".join(p.keep), "publisher": {"@type": "Organization", "name": p.site}}
    head = p.head(f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>')
    return doc(p, f'<div id="app"><div class="skeleton">{p.nav("div", "n")}</div><div class="loading">جاري التحميل...</div></div>'
               f"<noscript>يرجى تفعيل جافاسكربت لعرض هذه الصفحة</noscript><script>window.__S__={{}}</script>", head)


def json_both(p):
    data = {"@graph": [{"@type": "WebPage", "name": p.site}, {"@type": ["NewsArticle"], "headline": p.r.title, "datePublished": p.day, "articleBody": " ".join(p.keep)}]}
    head = p.head(f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>')
    spans = "".join(f'<div class="sc-{i}a"><span data-k="{i}">{e(x)}</span></div>' for i, x in enumerate(p.keep))
    return doc(p, f'<div id="__next"><div class="css-1a">{p.nav("div", "css-2b")}</div><div class="css-3c"><h1 class="css-4d">{e(p.r.title)}</h1><div class="css-5e">{spans}</div>'
               f'<div class="css-6f">{"".join(f"<div class=css-7g><a>{h}</a><span>{h[:20]}…</span></div>" for h in p.pick(8))}</div></div></div>', head)


def live_blog(p):
    entries = "".join(f'<div class="live-entry" id="e{i}"><div class="live-time">{18 - i // 2}:{(i * 17) % 60:02}</div><div class="live-body"><p>{e(x)}</p></div>'
                      f'<div class="live-share"><a>شارك</a></div></div>' for i, x in enumerate(p.keep))
    return doc(p, f'<header>{p.nav()}</header><main><h1>{e(p.r.title)}</h1><div class="live-badge">تغطية مباشرة</div><div class="live-feed">{entries}</div><button>تحميل المزيد</button></main>'
               f'<aside>{p.most_read()}</aside>{p.footer()}')


def gallery(p):
    figures = "".join(f'<figure class="slide"><img src="{i}.jpg"><figcaption><span class="count">{i + 1}/{len(p.keep)}</span></figcaption></figure><p>{e(x)}</p>' for i, x in enumerate(p.keep))
    return doc(p, f'<header>{p.nav()}</header><div class="gallery-page"><h1>{e(p.r.title)}</h1><div class="gallery">{figures}</div></div>{p.related("ألبومات أخرى", 6, "albums")}{p.footer()}')


def endless(p):
    other = Report("s01" if p.r.title != Report("s01").title else "s02")
    first = f'<article data-url="/1"><h1>{e(p.r.title)}</h1><div class="article-text">{ps(p.keep)}</div>{p.share()}</article>'
    teaser = f'<article data-url="/2" class="next-article"><h2><a href="/2">{e(other.title)}</a></h2><p>{e(other.paragraphs[0][:140])}…</p><a href="/2">تابع القراءة</a></article>'
    return doc(p, f'{p.nav()}<div class="infinite-scroll">{first}<div class="separator">الخبر التالي</div>{teaser}</div>{p.footer()}')


def paginated(p):
    pages = "".join(f'<a href="?page={i}" class="{"on" if i == 1 else ""}">{i}</a>' for i in range(1, 6))
    return doc(p, f'{p.nav()}<div class="story"><h1>{e(p.r.title)}</h1><p class="byline">كتب: {p.author()}</p>{ps(p.keep)}<div class="pagination">الصفحة: {pages} <a href="?page=2">التالي</a></div></div>'
               f"{p.comments()}{p.footer()}")


def ads_inside(p):
    def ad(i):
        return p.inline_also() if i % 4 == 1 else '<div class="ad-slot"><span>إعلان</span><ins class="adsbygoogle"></ins></div>'
    return doc(p, f'{p.cookies()}{p.nav()}<section class="story"><h1 class="story__title">{e(p.r.title)}</h1><div class="story__meta"><span>آخر تحديث: {p.day}</span><span>وقت القراءة: 3 دقائق</span></div>'
               f'<section class="story__body">{between(p.keep, ad)}</section>{p.share()}</section><aside>{p.most_read()}{p.related()}</aside>{p.footer()}')


def drupal(p):
    return doc(p, f'<div id="page-wrapper"><div id="navigation">{p.nav("div", "menu-wrapper")}</div><div id="main"><div id="content" class="column"><h1 class="title" id="page-title">{e(p.r.title)}</h1>'
               f'<div class="node node-article"><div class="submitted">نشر في {p.day} بواسطة {p.author()}</div><div class="field field-name-body"><div class="field-items"><div class="field-item even">{ps(p.keep)}</div></div></div>'
               f'<ul class="links inline"><li>أضف تعليقا</li><li>{p.random.randint(10, 900)} قراءة</li></ul></div></div><div class="region-sidebar">{p.most_read()}</div></div></div>{p.footer()}')


def styled(p):
    spans = "".join(f'<p style="text-align: justify;"><span style="font-size: 14pt;"><font face="Arial">&nbsp;{e(x)}</font></span></p><p>&nbsp;</p>' for x in p.keep)
    return doc(p, f'<div class="header">{p.nav("div", "joomla-nav")}</div><div class="item-page"><h2 itemprop="name">{e(p.r.title)}</h2><dl class="article-info"><dt>التفاصيل</dt><dd>الزيارات: {p.random.randint(10, 9000)}</dd></dl>'
               f'{spans}<ul class="pager"><li><a>السابق</a></li><li><a>التالي</a></li></ul></div><div class="right">{p.related("جديد الموقع", 7, "latestnews")}</div>{p.footer()}')


def blogger(p):
    text = "".join(f'<div dir="rtl" style="text-align: right;">{e(x)}</div><div dir="rtl"><br /></div>' for x in p.keep)
    archive = "".join(f"<li>▼ شهر {i} ({i * 3})</li>" for i in range(1, 13))
    return doc(p, f'<div class="blog-posts"><div class="post-outer"><h3 class="post-title entry-title">{e(p.r.title)}</h3><div class="post-body entry-content">{text}</div>'
               f'<div class="post-footer">مرسلة بواسطة {p.author()} في 10:12 ص <a>إرسال بالبريد الإلكتروني</a> <a>المشاركة على تويتر</a></div></div></div>'
               f'<div class="sidebar"><h2>أرشيف المدونة الإلكترونية</h2><ul>{archive}</ul>{p.related("المشاركات الشائعة")}</div>')


def printed(p):
    return doc(p, f'<div class="logo">{p.site}</div><hr><h1>{e(p.r.title)}</h1><p>{p.day}</p>{ps(p.keep)}<hr><p>رابط الخبر: {p.url}</p><p>جميع الحقوق محفوظة</p>')


def video(p):
    p.keep = p.long()[:2]
    return doc(p, f'{p.nav()}<div class="video-page"><div class="player"><video src="v.mp4"></video><div class="controls"><button>تشغيل</button><button>كتم الصوت</button><span>02:41</span></div></div>'
               f'<h1>{e(p.r.title)}</h1><div class="video-description">{ps(p.keep)}</div>{p.share()}</div><div class="playlist"><h3>فيديوهات أخرى</h3>{"".join(f"<div><a>{h}</a><span>0{i}:12</span></div>" for i, h in enumerate(p.pick(8), 1))}</div>{p.footer()}')


def opinion(p):
    bio = '<div class="author-bio"><img src="w.jpg"><h4>عن الكاتب</h4><p>كاتب وباحث في الشؤون الدولية، نشر عدة كتب ومقالات في الصحافة العربية.</p><a>المزيد من مقالات الكاتب</a></div>'
    body = [p.keep[0]] + p.keep[1:]
    return doc(p, f'{p.nav()}<div class="op"><div class="op-head"><span>رأي</span><h1>{e(p.r.title)}</h1></div><div class="op-body"><blockquote><p>{e(body[0])}</p></blockquote>{ps(body[1:])}</div>{bio}'
               f'<p class="disclaimer">الآراء الواردة في هذا المقال لا تعبر بالضرورة عن موقف {p.site}</p>{p.related("اقرأ للكاتب أيضا")}</div>{p.footer()}')


def references(p):
    def refs(text):
        return "".join(c if ord(c) < 128 else f"&#{ord(c)};" for c in text)
    page = doc(p, f'{p.nav("div", "nav")}<div class="news-details"><h1>{e(p.r.title)}</h1><div class="news-text">{ps(p.keep)}</div>{p.share()}</div>{p.most_read()}{p.footer()}')
    return refs(page)


def breaking(p):
    p.keep = p.long()[:1]
    return doc(p, f'<header>{p.nav()}{p.ticker()}</header><div class="breaking"><div class="label">عاجل</div><h1>{e(p.r.title)}</h1><p>{e(p.keep[0])}</p><p class="soon">التفاصيل بعد قليل...</p></div>'
               f'{p.related("آخر الأخبار", 10, "latest")}{p.comments()}{p.footer()}')


def structured(p):
    middle = len(p.keep) // 2
    first, rest = p.keep[:middle], p.keep[middle:]
    points = ["أبرز ما جاء في المحادثات"]
    p.keep = first + points + rest
    return doc(p, f'{p.nav()}<main><article><h1>{e(p.r.title)}</h1><div class="lead-image"><img><span class="credit">{p.caption()}</span></div>{ps(first)}<h2>{points[0]}</h2><ul>{ps(rest, "li")}</ul></article>'
               f"{p.related('مواضيع ذات صلة', 5)}</main>{p.footer()}")


def mobile(p):
    body = "".join(f'<div class="p-wrap"><div class="txt">{e(x)}</div></div>' for x in p.keep)
    return doc(p, f'<div class="m-header"><a>القائمة</a><a>بحث</a></div><div class="m-article"><div class="m-title">{e(p.r.title)}</div><div class="m-date">{p.day} | {p.random.randint(1, 12)}:30</div><div class="m-body">{body}</div>'
               f'<div class="m-more">{"".join(f"<a class=card><div>{h}</div></a>" for h in p.pick(7))}</div><div class="m-app">حمل تطبيقنا لتصلك الأخبار العاجلة</div></div>')


LAYOUTS = [wordpress, gutenberg, elementor, microdata, breaks, tables, amp, json_body, json_both, live_blog, gallery, endless, paginated, ads_inside,
           drupal, styled, blogger, printed, video, opinion, references, breaking, structured, mobile]
EACH = 3


def main():
    OUT.mkdir(exist_ok=True)
    for old in OUT.glob("*.html"):
        old.unlink()
    index = []
    for n, layout in enumerate(LAYOUTS):
        for k in range(EACH):
            number = (n * 5 + k * 4) % 12 + 1
            page = Page(Report(f"s{number:02}"), n * 100 + k)
            text = layout(page)
            name = f"{layout.__name__.replace('_', '-')}-{k + 1}.html"
            charset = "windows-1256" if layout is tables else "utf-8"
            (OUT / name).write_bytes(text.encode(charset, "xmlcharrefreplace"))
            index.append({"page": name, "title": page.r.title, "keep": page.keep, "neutral": page.neutral})
    (OUT / "pages.json").write_text(json.dumps(index, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{len(index)} pages in {len(LAYOUTS)} layouts")


if __name__ == "__main__":
    main()
