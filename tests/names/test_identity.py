"""Identities: what is one substance under all its names, and what must never be taken for another."""

import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monograph.names.components import component
from monograph.names.identity import identify
from monograph.names.substances import all_names, squeeze
from monograph.tables import read_table

NAMES = sorted({name for name, _ in all_names() if "+" not in name and "/" not in name})
OWN_WORD = {squeeze(row["name"]) for row in read_table("monograph.names", "synonyms")}

ONE = [
    ("L- glutamine", "L-Glutamine", "Glutamine"),
    ("Paracetamol", "Acetaminophen", "Acetaminophen [paracetamol]", "Paracetamol/Acetaminophen"),
    ("Rifampicin", "Rifampin"),
    ("Glibenclamide", "Glyburide"),
    ("Succinylcholine", "Suxamethonium", "Succinyl Choline Chloride"),
    ("Noradrenaline", "Norepinephrine"),
    ("Meperidine [Pethidine]", "Pethidine"),
    ("Dipyrone", "Metamizole"),
    ("Hyoscine", "Scopolamine"),
    ("Centchroman", "Ormeloxifene"),
    ("Lindane", "Gamma Benzene Hexachloride"),
    ("Leuprolide", "Leuprorelin", "Leuprolide Acetate"),
    ("Zoledronate", "Zoledronic Acid"),
    ("Niacinamide", "Nicotinamide"),
    ("Penicillin V", "Phenoxymethylpenicillin"),
    ("Amoxycillin", "Amoxicillin", "Amoxicillin Trihydrate"),
    ("Beclometasone", "Beclomethasone", "Beclomethasone (Nasal)"),
    ("Cephalexin", "Cefalexin"),
    ("Sulphadiazine", "Sulfadiazine"),
    ("Aluminium Hydroxide", "Aluminum Hydroxide"),
    ("Co-trimoxazole", "Cotrimoxazole", "Trimethoprim + Sulphamethoxazole"),
    ("Propylthiouracil", "Propyl Thiouracil"),
    ("Levocarnitine", "Levo-carnitine", "L-Carnitine L-Tartrate"),
    ("Metformin", "Metformin Hydrochloride", "metformin hcl"),
    ("Valproic Acid", "Sodium Valproate", "Divalproex Sodium"),
    ("Olmesartan", "Olmesartan Medoxomil"),
    ("Zinc Sulphate Monohydrate", "Zinc Sulfate"),
    ("Folic Acid (Vitamin B9)", "Folic Acid", "Vitamin B9"),
    ("Ibuprofen (Topical)", "Ibuprofen (systemic)", "Ibuprofen"),
    ("Acetylcysteine + Taurine", "Taurine + N-Acetylcysteine"),
    ("Apremilast + Apremilast", "Apremilast"),
    ("Amoxicillin and Clavulanate Potassium", "Amoxicillin, Clavulanic Acid", "Amoxicillin + Clavulanic Acid"),
    ("Adalimumab", "ADALIMUMAB-AATY"),
    ("Meropenem-Vaborbactam", "Meropenem and Vaborbactam", "Vaborbactam + Meropenem"),
    ("Promethazine Hydrochloride and Dextromethorphan Hydrobromide Oral Solution", "Dextromethorphan + Promethazine"),
    ("Clobetasol - + Neomycin -", "Neomycin Sulphate + Clobetasol Propionate"),
]
APART = [
    ("Cellulase", "Cellulose"), ("Lactase", "Lactose"), ("Prednisone", "Prednisolone"), ("Cocaine", "Codeine"),
    ("Quinine", "Quinidine"), ("Tacrine", "Taurine"), ("Chlorphenamine", "Chlorphenoxamine"),
    ("Sodium Acetate", "Sodium Lactate"), ("Interferon alfa-2a", "Interferon alfa-2b"),
    ("Vitamin B1", "Vitamin B6"), ("Vitamin B6", "Vitamin B12"), ("Vitamin B", "Vitamin B12"),
    ("Insulin Glargine", "Insulin Aspart"), ("Insulin Aspart", "Insulin Aspart + Insulin Aspart Protamine"),
    ("Hydrocortisone", "Cortisone"), ("L-Alanyl-L-Glutamine", "Glutamine"), ("Levocetirizine", "Cetirizine"),
    ("Esomeprazole", "Omeprazole"), ("Escitalopram", "Citalopram"), ("S-Amlodipine", "Amlodipine"),
    ("S-Etodolac", "Etodolac"), ("Disulfiram", "Sulfiram"), ("Buphenine", "Buprenorphine"),
    ("Sodium Chloride", "Potassium Chloride"), ("Magnesium Sulfate", "Magnesium Oxide"),
    ("Zinc Sulfate", "Zinc Oxide"), ("Zinc Sulfate", "Zinc"), ("Ferrous Sulfate", "Ferrous Fumarate"),
    ("Ferrous Gluconate", "Ferric Gluconate"), ("Iron Sucrose", "Sucroferric Oxyhydroxide"),
    ("Lithium Carbonate", "Calcium Carbonate"), ("Sodium Benzoate", "Sodium Nitrite"),
    ("Edetate Disodium", "Edetate Calcium Disodium"), ("OnabotulinumtoxinA", "PrabotulinumtoxinA"),
    ("Amphotericin B", "Amphotericin B Liposomal"), ("Benzathine Penicillin", "Penicillin G"),
    ("Haloperidol", "Haloperidol Decanoate"), ("Fluticasone Furoate", "Fluticasone Propionate"),
    ("Tenofovir Disoproxil Fumarate", "Tenofovir Alafenamide"), ("Aspirin", "Salicylic Acid"),
    ("Epoetin Alfa", "Epoetin Beta"), ("Creatine Phosphate", "Creatine"),
    ("Vitamin B-6", "Vitamin B-12"), ("Dextran Sulfate", "Dextran"),
]  # fmt: skip


@pytest.mark.parametrize("titles", ONE, ids=lambda titles: titles[0])
def test_one_substance_has_one_key(titles: tuple[str, ...]) -> None:
    assert len({identify(title).key for title in titles}) == 1


@pytest.mark.parametrize("titles", APART, ids=" / ".join)
def test_different_medicines_never_share_a_key(titles: tuple[str, str]) -> None:
    one, other = map(identify, titles)
    assert one.key != other.key


@pytest.mark.parametrize("ion", ["sodium", "potassium", "calcium", "magnesium", "zinc", "iron", "ferrous", "aluminium"])
@pytest.mark.parametrize("salt", ["chloride", "sulfate", "carbonate", "citrate", "gluconate", "phosphate", "lactate"])
def test_a_medicine_that_is_a_salt_keeps_both_its_parts(ion: str, salt: str) -> None:
    key = identify(f"{ion} {salt}").key
    assert key not in (ion, salt)
    assert key != identify(salt).key


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_order_case_and_spacing_do_not_matter(names: list[str], shuffle: Random) -> None:
    key = identify(" + ".join(names)).key
    other = [name.upper() if shuffle.random() < 0.5 else name.title() for name in names]
    shuffle.shuffle(other)
    assert identify("  +  ".join(other)).key == key


@given(st.sampled_from(NAMES))
def test_a_canonical_name_is_its_own_canonical_name(name: str) -> None:
    for substance in component(name).substances:
        assert component(substance).substances == (substance,)


@given(st.sampled_from([(name, substance) for name, substance in all_names() if squeeze(name) not in OWN_WORD]))
def test_every_synonym_leads_to_its_substance(pair: tuple[str, str]) -> None:
    assert component(pair[0]).substances == component(pair[1]).substances


@given(st.text(max_size=60))
def test_any_title_has_an_identity(title: str) -> None:
    identity = identify(title)
    assert identity.key == " + ".join(identity.components)
    assert list(identity.components) == sorted(set(identity.components))
    assert set(identity.known) <= set(identity.components)


@pytest.mark.parametrize(
    ("title", "route"),
    [("Ketorolac (Nasal)", "nasal"), ("Budesonide (Oral Inhalation)", "inhaled"), ("Doxepin", ""),
     ("Cyclosporine topical", "topical"), ("Neomycin + Bacitracin (Ophthalmic)", "ophthalmic")],
)  # fmt: skip
def test_the_route_in_a_title_is_no_part_of_the_substance(title: str, route: str) -> None:
    identity = identify(title)
    assert identity.route == route
    assert len(identity.known) == len(identity.components)


def test_what_the_vocabulary_lacks_stays_as_it_is_written() -> None:
    identity = identify("Unheardofazole + Aspirin")
    assert identity.components == ("acetylsalicylic acid", "unheardofazole")
    assert identity.known == ("acetylsalicylic acid",)


def test_a_misspelt_name_is_understood_and_said_to_be_misspelt() -> None:
    identity = identify("Piperacillin + Tazobactum")
    assert identity.key == identify("Piperacillin + Tazobactam").key
    assert identity.misspelt == (("tazobactum", "tazobactam"),)
    assert identify("Tazobactan").known == ()


def test_repeated_components_are_said() -> None:
    assert identify("Vitamin B + Vitamin B + Biotin").repeated == ("vitamin b",)


def test_a_plus_sign_in_brackets_does_not_part_components() -> None:
    assert identify("Menotropins (FSH+LH)").components == ("menotropins",)


def test_an_open_bracket_hides_no_component() -> None:
    assert identify("Aspirin (Low Dose + Caffeine").known == ("caffeine",)


@pytest.mark.parametrize("piece", ["+ ", "sodium ", "(", "[a + ", "l-", "sulph", " "])
def test_a_title_of_a_million_letters_takes_no_time(piece: str) -> None:
    begin = time.perf_counter()
    identify("x" + piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - begin < 5
