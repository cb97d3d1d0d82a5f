import tempfile,pathlib,sys
from tests.web.desk import desk
from tests.web.loopback import served
from playwright.sync_api import sync_playwright
from axe_playwright_python.sync_playwright import Axe
d=desk(pathlib.Path(tempfile.mkdtemp())); m=d.maker
d.post("status",about=m.fact("times"),new="ongoing",note="they still talk")
d.post("speaker",about=m.fact("wire",1),new=m.pages["wire"].actors["Estmark"])
d.post("last")
out=pathlib.Path("/tmp/w3shots"); out.mkdir(exist_ok=True)
pages={"parties":"/parties","party":"/party/"+m.party("Ada Voss"),"norvia":"/party/"+m.party("Norvia"),"differences":"/differences","difference":"/difference/d-number","origins":"/origins","origin":"/origin/origin-wire","dark":"/origin/origin-dark","pages":"/pages","stories":"/stories","story":"/story/s","statements":"/statements","questions":"/questions","holdings":"/holdings","searchempty":"/search","search":"/search?q=talks","searchf":"/search?kind=meeting","mend":"/mend/"+m.fact("wire",1),"mendev":"/mend/"+m.fact("times"),"regroup":"/regroup/happening-talks","corrections":"/corrections","keys":"/keys"}
only=sys.argv[1:] 
with served(d.client.app) as home, sync_playwright() as p:
    b=p.chromium.launch(executable_path="/usr/bin/chromium",args=["--no-sandbox"])
    for w,scheme in ((1280,"light"),(390,"light"),(1280,"dark"),(390,"dark")):
        c=b.new_context(viewport={"width":w,"height":900},color_scheme=scheme)
        pg=c.new_page(); errs=[]
        pg.on("console",lambda msg: errs.append(msg.text) if msg.type=="error" else None)
        pg.on("pageerror",lambda e: errs.append(str(e)))
        for n,u in pages.items():
            if only and n not in only: continue
            errs.clear()
            pg.goto(home+u)
            r=Axe().run(pg)
            for v in r.response["violations"]:
                if v["impact"] in ("serious","critical","moderate"): print(n,w,scheme,v["id"],v["impact"],[x["target"] for x in v["nodes"]][:3])
            if errs: print(n,"ERR",errs[:3])
            ov=pg.evaluate("document.documentElement.scrollWidth-document.documentElement.clientWidth")
            if ov>0: print(n,w,"overflow",ov)
            if scheme=="light" or n in("difference","mend"): pg.screenshot(path=out/f"{n}-{w}-{scheme}.png",full_page=True)
    b.close()
