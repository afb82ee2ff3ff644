"""The chapter about routing by words: from a citizen's own words to the competent office."""

from tools.dev.demo.actors import World
from tools.dev.demo.steps import Step, Steps

LAMP = "Lampu penerangan jalan mati sudah dua minggu di Kelurahan Sepinggan Baru, Balikpapan. Gelap sekali kalau malam."
BRIBE = "Petugas minta uang pelicin dua ratus ribu supaya KTP saya cepat jadi, di Kecamatan Balikpapan Kota."
VAGUE = "Tolong diperhatikan lagi keadaan di tempat kami, sudah lama begini terus dan belum ada yang datang."


def own_words(world: World) -> Steps:
    """Nobody asks the citizen which office: words and place decide, or a coordinator sees the likely ones."""
    citizen = world.citizen()
    suggestion = citizen.post("/v1/suggestions", {"text": LAMP}).must_be(200).json
    yield Step(
        "while it is being written",
        " · ".join(reason["label"]["id"] for reason in suggestion["reasons"]),
        ("64.71-dishub", "64.71.05.1008"),
        (suggestion["alternatives"][0]["agency"]["id"], suggestion["region"]),
    )
    filed = citizen.file({"text": LAMP})
    view, seconds = citizen.wait_for_routing(filed)
    routed = view["timeline"][1]["data"]
    yield Step(
        "filed without category and region",
        f"{filed.id}: {view['status_label']['id']}, after {seconds:.2f} s, {routed.get('confidence')} % sure",
        ("routed", "64.71-dishub", "lampu-jalan-mati", "words"),
        (view["status"], view["agency"]["id"], (view["category"] or {}).get("id"), routed["reason"]),
    )
    hidden = citizen.file({"text": BRIBE})
    view, _ = citizen.wait_for_routing(hidden)
    stranger = citizen.look_up(hidden.id)
    yield Step(
        "an accusation",
        f"goes to {view['agency']['name']}, and to anybody else there is no such report ({stranger.status})",
        ("64.71-inspektorat", 404),
        (view["agency"]["id"], stranger.status),
    )
    unclear = citizen.file({"text": VAGUE, "region": "64.71"})
    view, _ = citizen.wait_for_routing(unclear)
    likely = view["timeline"][1]["data"]
    yield Step(
        "words that say too little",
        f"{view['status_label']['id']}; likely: {likely.get('alternatives', 'nobody')}",
        ("triage", "64.71-diskominfo"),
        (view["status"], view["agency"]["id"]),
    )
