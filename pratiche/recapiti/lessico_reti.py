"""The words that the finders of links and profiles know: pages, networks, what stands beside them."""

from pratiche.recapiti.lessico import elenco

# Pages that are each a way to reach somebody: messages, profiles, rooms, appointments, lists of contacts.
PAGINE_DI_CONTATTO = elenco("""
    wa.me/ wa.link/ whatsapp.me/ whatsapp.com/catalog/ whatsapp.com/channel/ api.whatsapp.com/
    chat.whatsapp.com/ web.whatsapp.com/ call.whatsapp.com/ t.me/ telegram.me/ telegram.dog/ m.me/ ig.me/
    messenger.com/t/ signal.me/ signal.group/ line.me/ lin.ee/ msng.link/ join.skype.com/ u.wechat.com/
    viber.me/ zalo.me/ discord.gg/ discord.com/invite/ discord.com/users/ open.kakao.com/ pf.kakao.com/
    qm.qq.com/ wpa.qq.com/ matrix.to/ keybase.io/ threema.id/ weibo.com/ ok.ru/ bsky.app/profile/
    linkedin.com/in/ linkedin.com/pub/ linkedin.com/company/ linkedin.com/school/ linkedin.com/showcase/
    xing.com/profile/ xing.com/pages/ xing.com/companies/ youtube.com/@ youtube.com/c/ youtube.com/user/
    youtube.com/channel/ reddit.com/user/ reddit.com/u/ twitch.tv/ behance.net/
    linktr.ee/ bio.link/ lnk.bio/ bio.site/ beacons.ai/ about.me/ taplink.cc/ campsite.bio/ linkin.bio/
    msha.ke/ flow.page/ solo.to/ allmylinks.com/ hihello.me/ popl.co/
    calendly.com/ cal.com/ tidycal.com/ zcal.co/ savvycal.com/ koalendar.com/ doodle.com/ youcanbook.me/
    meetings.hubspot.com/ calendar.app.google/ calendar.google.com/calendar/appointments/
    outlook.office365.com/owa/calendar/ outlook.office.com/bookwithme/ outlook.office365.com/book/
    teams.microsoft.com/l/ teams.microsoft.com/meet/ teams.live.com/l/ teams.live.com/meet/
    zoom.us/j/ zoom.us/m/ zoom.us/s/ zoom.us/my/ meet.google.com/ webex.com/meet/ webex.com/join/
    whereby.com/ meet.jit.si/ gotomeet.me/
""")
# Networks where the first word after the host is a profile,
RETI_DI_PROFILI = elenco("""
    facebook fb instagram twitter tiktok threads snapchat vk pinterest tumblr
""")
# unless it is one of these.
PAGINE_SENZA_PROFILO = elenco("""
    explore p reel reels watch events groups pages share sharer hashtag search i intent login help business
    policies about legal tv stories privacy home ads marketplace gaming policy pin
""")
# Networks by name, as people write it.
RETI = elenco("""
    instagram insta ig telegram skype twitter tiktok facebook fb linkedin wechat weixin line viber signal
    whatsapp wapp snapchat threads messenger discord gmail hotmail icloud teams kakao kakaotalk tg qq zalo
    weibo youtube pinterest vk vkontakte xing mastodon bluesky twitch tumblr behance reddit threema hangouts
    telegramm telegran instagramm instangram facebok feisbuk linkdin linkedln
""")
# What may stand between a network and a name: «su instagram siamo …», «wechat id: …».
FRA_RETE_E_PROFILO = elenco("""
    id nome utente user username name contatto account profilo pagina canale nick nickname handle tag
    e al a come siamo sono chiamo chiamiamo chiama mi ci cerca cercami cercate cercateci cercare trovate
    trovi trova trovateci seguite seguici seguiteci segui scrivi scrivere scrivete is are am as we the it
""")
# What may stand between a name and its network: «… è il nostro account su telegram».
FRA_PROFILO_E_RETE = elenco("""
    su via on di in il la lo e is profilo account contatto pagina canale nick nickname id handle utente
    nostro nostra suo sua mio mia loro my our their his her per sul
""")
# Networks where a bare word after a colon is somebody's name,
RETI_DI_MESSAGGI = elenco("""
    skype telegram tg wechat weixin viber signal kakao kakaotalk zalo discord ig insta
""")
# unless it is one of these.
NON_E_UN_PROFILO = elenco("""
    nessuno nessuna assente presente domani oggi subito lunedi martedi mercoledi giovedi venerdi sabato
    domenica riunione chiamata aperto aperta chiuso chiusa preferibile possibile consigliato consigliata
    aziendale personale privato privata ufficiale gruppo canale messaggio messaggi vendite italia estero
""")
# What is put on a network without being anybody's name: «foto_2026 su instagram».
COSE_PUBBLICATE = elenco("""
    foto video post file documento doc report versione ver img image scan reel storia campagna listino
    catalogo brochure presentazione offerta ordine fattura allegato bozza tabella modello hs voce
""")
