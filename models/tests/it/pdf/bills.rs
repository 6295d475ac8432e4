//! Bills that nobody sent: invented suppliers, people and numbers, in the layouts that Belgian bills have.

use super::make::{Kept, Page, document};

/// A bill by the name of its fixture.
pub fn all() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("day-night-table", document(&[electricity()], Kept::WinAnsi)),
        ("gas-beside", document(&[gas(), terms()], Kept::Subset)),
        ("advance", document(&[advance()], Kept::WinAnsi)),
        ("credit-note", document(&[credit()], Kept::Subset)),
        ("price-change", document(&[price_change()], Kept::Subset)),
        ("dutch-injection", document(&[dutch()], Kept::WinAnsi)),
        ("german-gas", document(&[german()], Kept::WinAnsi)),
        ("shared-heating", document(&[charges()], Kept::Subset)),
        ("oil-delivery", document(&[oil()], Kept::WinAnsi)),
        ("two-points", document(&[two_points()], Kept::WinAnsi)),
        ("dated-columns", document(&[dated_columns()], Kept::WinAnsi)),
    ]
}

fn head(page: Page, title: &str) -> Page {
    page.row(14, &[(40, "Énergies du Val SA"), (380, "Les Tilleuls ASBL")])
        .line(&[(40, "Quai des Essais 1, 5000 Namur"), (380, "Rue du Parc 12")])
        .line(&[(40, "TVA BE 0999.999.922"), (380, "5100 Jambes")])
        .gap()
        .row(18, &[(40, title)])
        .gap()
}

fn electricity() -> Page {
    head(Page::default(), "Facture de régularisation")
        .line(&[
            (40, "Numéro de facture"),
            (200, "2026-004512"),
            (340, "Date de facture"),
            (460, "15/01/2026"),
        ])
        .line(&[(40, "Numéro de client"), (200, "77001234"), (340, "Date d’échéance"), (460, "05/02/2026")])
        .line(&[(40, "Code EAN (électricité)"), (200, "5499 9900 0000 0000 16")])
        .line(&[(40, "Période de consommation du 01/01/2025 au 31/12/2025")])
        .gap()
        .line(&[
            (40, "Compteur"),
            (130, "Registre"),
            (200, "Ancien index"),
            (300, "Nouvel index"),
            (400, "Consommation (kWh)"),
        ])
        .line(&[(40, "1SAG1100045678"), (130, "Jour"), (214, "23.410"), (314, "31.902"), (430, "8.492")])
        .line(&[(40, "1SAG1100045678"), (130, "Nuit"), (214, "12.005"), (314, "16.221"), (430, "4.216")])
        .line(&[(40, "Total"), (430, "12.708")])
        .gap()
        .line(&[(40, "Énergie"), (200, "12.708 kWh x 0,1234 €/kWh"), (430, "1.568,17 €")])
        .line(&[(40, "Réseau, taxes et redevances"), (430, "1.240,33 €")])
        .line(&[(40, "Total HTVA"), (430, "2.808,50 €")])
        .line(&[(40, "TVA 21 %"), (430, "589,79 €")])
        .line(&[(40, "Total TVAC"), (430, "3.398,29 €")])
        .line(&[(40, "Acomptes facturés"), (430, "-3.000,00 €")])
        .line(&[(40, "Montant à payer"), (430, "398,29 €")])
}

fn gas() -> Page {
    head(Page::default(), "Décompte annuel gaz naturel")
        .line(&[(40, "Facture n° GN/2025/8841 du 3 février 2026")])
        .line(&[(40, "EAN 549999000000000023  Compteur n° 34567821")])
        .gap()
        .line(&[(40, "Index de début au 01/02/2025 : 14 861,35 m³")])
        .line(&[(40, "Index de fin au 31/01/2026 (estimé) : 48 211,35 m³")])
        .line(&[(40, "Consommation : 33 350,00 m³ x 11,0254 = 367 697 kWh")])
        .gap()
        .line(&[(40, "Montant HTVA"), (400, "27 136,87 EUR")])
        .line(&[(40, "Montant TVA (21 %)"), (400, "5 698,74 EUR")])
        .line(&[(40, "Montant TVAC"), (400, "32 835,61 EUR")])
}

fn terms() -> Page {
    let text = "Vous pouvez demander que votre consommation soit expliquée par téléphone.";
    Page::default().line(&[(40, text)]).line(&[(40, "La prochaine facture d’acompte suivra le 01/03/2026.")])
}

fn advance() -> Page {
    head(Page::default(), "Facture d’acompte")
        .line(&[(40, "Facture n° A-118203"), (340, "Date : 01/03/2026")])
        .line(&[(40, "Électricité, EAN 549999000000000016")])
        .line(&[(40, "Acompte pour la période du 01/03/2026 au 31/03/2026")])
        .line(&[(40, "Total HTVA 206,61 €  TVA 21 % 43,39 €")])
        .line(&[(40, "Montant à payer 250,00 €")])
        .line(&[(40, "Votre facture de régularisation suivra en janvier 2027.")])
}

fn credit() -> Page {
    head(Page::default(), "Note de crédit")
        .line(&[(40, "Note de crédit n° NC-2026-77"), (340, "Date du document"), (460, "20/02/2026")])
        .line(&[(40, "Électricité"), (200, "549999000000000016")])
        .line(&[(40, "Période facturée : 01/01/2025 - 31/12/2025")])
        .line(&[(40, "Total HTVA"), (430, "- 300,00 €")])
        .line(&[(40, "TVA 21 %"), (430, "- 63,00 €")])
        .line(&[(40, "Total TVAC"), (430, "- 363,00 €")])
}

fn price_change() -> Page {
    head(Page::default(), "Facture de décompte")
        .line(&[(40, "N° de facture : 998877"), (340, "Établie le 10/07/2025")])
        .line(&[(40, "Électricité. Code EAN 549999000000000016. Compteur simple.")])
        .line(&[(40, "Période du"), (120, "au"), (200, "Index"), (290, "Index"), (380, "Consommation")])
        .line(&[(200, "début"), (290, "fin"), (380, "kWh")])
        .line(&[(40, "01/07/2024"), (120, "31/12/2024"), (200, "10 000"), (290, "12 500"), (380, "2 500")])
        .line(&[(40, "01/01/2025"), (120, "30/06/2025"), (200, "12 500"), (290, "16 000"), (380, "3 500")])
        .line(&[(40, "Période de facturation : du 01/07/2024 au 30/06/2025")])
        .line(&[(200, "Base HTVA"), (290, "TVA"), (380, "Total TVAC")])
        .line(&[(40, "Taux 6 %"), (200, "1 000,00"), (290, "60,00"), (380, "1 060,00")])
        .line(&[(40, "Taux 21 %"), (200, "200,00"), (290, "42,00"), (380, "242,00")])
        .line(&[(40, "Total"), (200, "1 200,00"), (290, "102,00"), (380, "1 302,00")])
}

fn dutch() -> Page {
    Page::default()
        .row(14, &[(40, "Proefstroom NV"), (380, "VZW De Linden")])
        .row(18, &[(40, "Jaarafrekening elektriciteit")])
        .line(&[(40, "Factuurnummer: 20260031"), (340, "Factuurdatum: 12-01-2026")])
        .line(&[(40, "EAN-code: 549999000000000016"), (340, "Meternummer: 1FLU7700990011")])
        .line(&[(40, "Verbruiksperiode van 01-01-2025 tot en met 31-12-2025")])
        .line(&[(40, "Teller"), (180, "Beginstand"), (280, "Eindstand"), (380, "Verbruik")])
        .line(&[(40, "Dagteller"), (180, "1.200"), (280, "3.450"), (380, "2.250 kWh")])
        .line(&[(40, "Nachtteller"), (180, "900"), (280, "2.000"), (380, "1.100 kWh")])
        .line(&[(40, "Injectie dag"), (180, "10"), (280, "810"), (380, "800 kWh")])
        .line(&[(40, "Totaal excl. btw"), (380, "980,00")])
        .line(&[(40, "Btw 6%"), (380, "58,80")])
        .line(&[(40, "Totaal incl. btw"), (380, "1.038,80")])
}

fn german() -> Page {
    Page::default()
        .row(14, &[(40, "Versuchsgas AG")])
        .row(18, &[(40, "Jahresabrechnung Erdgas")])
        .line(&[(40, "Rechnungsnummer 55-1020"), (340, "Rechnungsdatum 15.01.2026")])
        .line(&[(40, "EAN-Code 549999000000000023"), (340, "Zählernummer 7780123")])
        .line(&[(40, "Abrechnungszeitraum vom 01.01.2025 bis 31.12.2025")])
        .line(&[(40, "Anfangsstand 10.000 m³"), (340, "Endstand 12.000 m³")])
        .line(&[(40, "Umrechnungsfaktor 10,9876"), (340, "Verbrauch 21.975 kWh")])
        .line(&[(40, "Gesamtbetrag ohne MwSt. 1.500,00 EUR")])
        .line(&[(40, "MwSt. 21 % 315,00 EUR")])
        .line(&[(40, "Gesamtbetrag inkl. MwSt. 1.815,00 EUR")])
}

fn charges() -> Page {
    Page::default()
        .row(14, &[(40, "Syndic du Bois SRL")])
        .row(18, &[(40, "Décompte de charges")])
        .line(&[(40, "Copropriété Les Aulnes, lot 7. Exercice du 01/07/2024 au 30/06/2025")])
        .line(&[(40, "Chaleur, réseau de chaleur de l’immeuble")])
        .line(&[(40, "Votre consommation"), (300, "18 450 kWh")])
        .line(&[(40, "Montant total TVAC"), (300, "2 214,00 €")])
}

fn oil() -> Page {
    Page::default()
        .row(14, &[(40, "Combustibles Martin SRL")])
        .row(18, &[(40, "Facture")])
        .line(&[(40, "Facture n° 26/0198"), (340, "Date 05/02/2026")])
        .line(&[(40, "Date de livraison : 03/02/2026")])
        .line(&[(40, "Produit"), (240, "Quantité"), (340, "Prix unitaire"), (450, "Montant HTVA")])
        .line(&[(40, "Mazout de chauffage"), (240, "3.000 l"), (340, "0,7412 €/l"), (450, "2.223,60 €")])
        .line(&[(40, "TVA 21 %"), (450, "466,96 €")])
        .line(&[(40, "Total TVAC"), (450, "2.690,56 €")])
}

fn two_points() -> Page {
    head(Page::default(), "Facture de régularisation")
        .line(&[(40, "Facture n° 2026-7788 du 12/01/2026")])
        .line(&[(40, "Période de facturation : 01/01/2025 - 31/12/2025")])
        .line(&[(40, "Électricité"), (200, "EAN 549999000000000016")])
        .line(&[(40, "Index début 100 000"), (200, "Index fin 112 000"), (340, "Consommation 12 000 kWh")])
        .line(&[(40, "Gaz naturel"), (200, "EAN 549999000000000023")])
        .line(&[(40, "Index début 5 000"), (200, "Index fin 6 000"), (340, "Consommation 11 050 kWh")])
        .line(&[(40, "Coefficient de conversion 11,05")])
        .line(&[(40, "Total TVAC 4 235,00 €")])
}

fn dated_columns() -> Page {
    head(Page::default(), "Facture annuelle")
        .line(&[(40, "Facture n° 2026-31"), (340, "Date d'émission : 20/01/2026")])
        .line(&[(40, "Électricité"), (200, "EAN 549999000000000016")])
        .line(&[(40, "Compteur jour")])
        .line(&[(40, "Index au 01/01/2025 : 7.100"), (280, "Index au 31/12/2025 : 9.350")])
        .line(&[(40, "Compteur nuit")])
        .line(&[(40, "Index au 01/01/2025 : 4.000"), (280, "Index au 31/12/2025 : 5.120")])
        .line(&[(40, "Injection"), (200, "Index au 01/01/2025"), (340, "Index au 31/12/2025"), (480, "kWh")])
        .line(&[(40, "Registre 2.8.0"), (200, "120"), (340, "980"), (480, "860")])
        .line(&[(40, "Total HTVA 700,00 €"), (340, "Total TVAC 742,00 €")])
}
