# SPDX-FileCopyrightText: 2026 The ospo-policy contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a video's address belongs to a site that others can embed (oEmbed), as the standard asks.

The hosts are those of the registry of oEmbed (npm `oembed-providers` 1.0.20260604, MIT). Pages of PeerTube, which many
administrations host themselves, offer oEmbed too, at hosts that no registry can list.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from ospo_policy.parsers.lazy_regex import LazyRegex

_NAMES = (
    ".aflip.in .amtraker.com .app-edu.assemblrworld.com .assemblrworld.com .builder.pikasso.xyz "
    ".cdn.spotlightr.com .chainflix.net .channel.geographs.org .curated.co .deseret.com .deviantart.com "
    ".docdroid.com .docdroid.net .euvideocdn.com .fireworktv.com .flat.io .flickr.com .geograph.co.uk "
    ".geograph.ie .geograph.org.gg .geograph.org.je .geograph.org.uk .getshow.io .gmetri.com .hflip.co "
    ".hippovideo.io .hopvue.com .hubs.vidyard.com .idomoo.com .infoveave.net .inphood.com .jovian.ai "
    ".jovian.com .jovian.ml .kooapp.com .kubit.ai .lottie.host .lottiefiles.com .lumiere.is "
    ".microsoftstream.com .mixpanel.com .nanoo.pro .nanoo.tv .needle.run .neetorecord.com .nfb.ca .nytimes.com "
    ".parta.io .podbean.com .polldaddy.com .prezi.com .radiopublic.com .screen9.tv .smugmug.com .spotlightr.com "
    ".spreaker.com .studio.assemblrworld.com .tksn.me .tumblr.com .tv.pandavideo.com.br .tvcf.co.kr "
    ".twitter.com .ustream.com .ustream.tv .ustudio.com .videocdn.net .vids.io .vidyard.com .vouchfor.com "
    ".wikimedia.org .wistia.com .wizer.me .wolframcloud.com .wordpress.com .x.com .youtube.com .znipe.tv "
    "23hq.com 23m.io adilo.bigcommand.com album.link altium.com amtraker.com animatron.com animoto.com "
    "anniemusic.app api.satoplayer.com aplikasi.kirim.email app-edu.assemblrworld.com app-test.totango.com "
    "app.altrulabs.com app.archivos.digital app.customerdb.com app.dadan.io app.demofly.ai app.echoeshq.com "
    "app.everviz.com app.ex.co app.filestage.io app.getfader.com app.getshow.io app.gong.io app.ilovecoco.video "
    "app.kmdr.sh app.ludus.one app.minervaknows.com app.parta.io app.plusdocs.com app.zeplin.io "
    "app.zingsoft.com app2.sagenverse.com appforcestudio.com archive.sudomemo.net article.voxsnap.com "
    "artist.link assemblr.world audio.com audioboom.com audioclip.naver.com audiomack.com audius.co "
    "backtracks.fm balsamiq.cloud bcove.video beams.fm beautiful.ai behance.net beta.nebula.tv "
    "beta.quellensuche.de biqapp.net bitchute.com blackfire.io blogcast.host bookingmood.com bornetube.dk "
    "boxofficebuz.com bsky.app bumper.com buttondown.email cacoo.com canva.com carbon.music castmake-ai.com "
    "cdn.brenclosures.com.au cdn.cockburn.wa.gov.au cdn.digital-assets.uq.edu.au cdn.everwall.com "
    "cdn.hivo.com.au cdn.snowtunnel.com cdn.somnomed.com cdn.southerndesigngroup.com chainflix.net "
    "channel-islands.geograph.org channel-islands.geographs.org chirb.it chroco.ooo circlezeroeight.com "
    "circuitlab.com clipland.com cloud.needle.tools clueso.site clyp.it cmc.byzart.eu codehs.com codepen.io "
    "codepoints.net codesandbox.io collegehumor.com commaful.com console.screen9.com core.hash.ai coub.com "
    "crowdranking.com crumb.sh cueup.io d.tube dailymotion.com dalexni.com dashboard.pandavideo.com.br "
    "datawrapper.dwcdn.net de.slideshare.net demofly.ai docdro.id docswell.com documentcloud.org dotsub.com "
    "dreambroker.com editor.assemblrworld.com edumedia-sciences.com egliseinfo.catholique.fr elevenlabs.io "
    "embases.com embed.mysqlexplain.com embed.runkit.com embed.sendtonews.com embed.wave.video embedery.com "
    "embeds.celero.io es.slideshare.net ethfiddle.com evt.live eyrie.io facebook.com faithlifetv.com "
    "fast.wistia.com fav.me figma.com fiso.foxsports.com.au fite.tv flat.io flic.kr flipnot.es flowhub.org "
    "fooday.app forms.form-data.com fr.slideshare.net framatube.org framebuzz.com framer.com "
    "freedom.hivocdn.com geo-en.hlipp.de geo.dailymotion.com geo.hlipp.de geometryviewer.com "
    "germany.geograph.org getscenes.com gifnote.com giphy.com gloria.tv good-for-job.jp gph.is grain.co "
    "grain.com gtchannel.com gty.im gumlet.tv gw2fashions.com gyazo.com halaman.email haus.fazen.co hearthis.at "
    "helenenglish.education heyzine.com homey.app hubspot-media-bridge.thedamconsultants.com huffduffer.com "
    "hulu.com icosa.gallery ifixit.com iframe.mediadelivery.net ifttt.com iheart.com img.catbo.at "
    "incredible.dev infogram.com injurymap.com inoreader.com insighttimer.com instagr.am instagram.com "
    "issuu.com jawafdehi.org jdr.knacki.info jovian.ai jovian.com jovian.ml justspin.cc kickstarter.com "
    "kidoju.com kit.co kitchenbowl.com knowledgepad.co kommodo.ai kubit.ai kurozora.app landofassets.com "
    "laude.org learningapps.org linkstackz.com live.amcharts.com live.eventlive.pro livid.com loom.com "
    "lottie.host lottiefiles.com m.naver.com map.cam.ac.uk marimo.app mathembed.com matterport.com mdstrm.com "
    "me.me media.giphy.com media.zhdk.ch mediatheque.univ-paris1.fr medienarchiv.zhdk.ch mermaid.ink "
    "minervaknows.com minesweeper.today miro.com mixcloud.com mixpanel.com moby.to mobypicture.com "
    "musicboxmaniacs.com mybeweeg.com mylink.page mysqlexplain.com namchey.com nanoo.pro nanoo.tv "
    "naturalatlas.com naver.me nb.no ndla.no nebula.tv new.media.zhdk.ch nopaste.ml nytimes.com "
    "observablehq.com octopus.saooti.com odds.com.au odesli.co odysee.com oembed.ideamapper.com official.fm "
    "omniscope.me omny.fm on.soundcloud.com onsizzle.com open.smeme.com open.spotify.com orbitvu.co origits.com "
    "outplayed.tv overflow.io oz.com padlet.com pastery.net peertube.tv picturelfy.com piggy.to pingvp.com "
    "pinterest.com place.line.me play.acast.com play.afreecatv.com play.gumlet.io play.itemis.io "
    "play.juntos.live play.radiopublic.com play.sooplive.com play.tvcf.co.kr play.typecast.ai play.wecandeo.com "
    "playbuzz.com player.hihaho.com player.indacolive.com player.mediadelivery.net player.pitchhub.com "
    "player.vimeo.com players.brightcove.net playlist.link playout.3qsdn.com plinth.it plugins.webcrumbs.dev "
    "pod.u-pec.fr pod.univ-lille.fr podcasts.apple.com podcasts.audiomeans.fr pods.link portfolium.com "
    "ppa.insticator.com present.do prezi.com programmingly.dev pt.slideshare.net public.chartblocks.com "
    "public.flourish.studio purl.stanford.edu qr.imenupro.com qtpi.gg quartr.com quellensuche.de quiz.biz "
    "quizz.biz radiopublic.com raindrop.io rcvis.com reddit.com redlof-medien.de repl.it replit.com "
    "reverbnation.com risky.biz roomshare.jp roosterteeth.com rumble.com rushes.cc rwire.com s3m.io "
    "samay.itabtechinfosys.com satcat.com sbedit.net screencast.com screenr.com scribblemaps.com scribd.com "
    "secure.actblue.com share.synthesia.io share.viostream.com shared-file-kappa.vercel.app shopshare.tv "
    "shortnote.jp shoud.io shoudio.com show.wexcreator.com showroom.redlof-medien.de showtheway.io "
    "simplecast.com sketch.com sketchfab.com skoletube.dk slideshare.net smashnotes.com smrthi.com "
    "socialexplorer.com song.link soundcloud.app.goog.gl soundcloud.com speakerdeck.com spotify.link "
    "sproutvideo.com spyke.social srv2.zoomable.ca sta.sh stage.dadan.io store.abraia.me store.pixdor.com "
    "storymaps.arcgis.com streamable.com studietube.dk studio.assemblrworld.com subscribi.io sudomemo.net "
    "supercut.ai sutori.com sway.com sway.office.com techpostcast.com ted.com tella.tv tella.video "
    "theysaidso.com tickcounter.com tiktok.com tksn.me tnic.io tonicaudio.com tools.pinpoll.com toornament.com "
    "topy.se trackspace.upitup.com trinitymedia.ai trycli.com tuxx.be tv.kakao.com twinmotion.unrealengine.com "
    "twitter.com typlog.com uapod.univ-antilles.fr ultimedia.com umotion-test.univ-lemans.fr v.afree.ca veer.tv "
    "veervr.tv vevo.com videfit.com video.bunnycdn.com videos.sapo.pt vidmount.com view.briovr.com "
    "view.ceros.com view.gmetri.com vimeo.com viously.com vizdom.dev vizydrop.com vlipsy.com vlive.tv "
    "vod.afreecatv.com vod.sooplive.com waltrack.net watch.wave.video web.quartr.com web3isgoinggreat.com "
    "wewtalk.com whimsical.com wokwi.com wordpress.com wp.me x.com youtu.be youtube.com yumpu.com "
    "zhdk.medienarchiv.ch"
)
_HOSTS = frozenset(_NAMES.split())
"""Hosts without `www.`; one that begins with a dot stands for all below it."""
_PEERTUBE = LazyRegex(r"/(?:w|videos/watch)/(?:p/|playlist/)?[\w-]{6,}/?")


def is_embeddable(url: str) -> bool:
    """Whether the registry of oEmbed has the site of an address."""
    host = (_host(url) or "").removeprefix("www.")
    parts = host.split(".")
    return host in _HOSTS or any("." + ".".join(parts[start:]) in _HOSTS for start in range(len(parts)))


def is_peertube(url: str) -> bool:
    """Whether an address looks like the page of a video on PeerTube."""
    return bool(_host(url)) and _PEERTUBE.fullmatch(urlsplit(url).path) is not None


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None
