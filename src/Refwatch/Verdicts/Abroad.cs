namespace Refwatch.Verdicts;

/// <summary>
/// The families of the notices in other languages, a line a language: what is missing, what its owner or hoster took off,
/// what is parked or for sale, and what is so for a while. Articles cite pages of all the world, and hosts speak their own language.
/// </summary>
internal static class Abroad
{
    public static string[] Missing { get; } =
    [
        "seite|website|datei|artikel|dokument|beitrag|objekt … nicht|nicht … gefunden|verfügbar|vorhanden|existiert", "existiert nicht",
        "page|fichier|article|document|contenu|objet … introuvable|inexistant*|pas|plus|supprim*", "introuvable", "page|objet … trouvé*|existe",
        "página|archivo|artículo|documento|objeto|contenido … no|não … encontrad*|encontró|existe|disponible|localizad*", "no|não|pudo encontrad*|encontró|existe|encontrar",
        "pagina|file|articolo|documento|oggetto … non|niet … trovat*|esiste|disponibile|gevonden|bestaat",
        "sayfa*|dosya*|içerik|nesne|belge|adres … bulunamadı|bulunmuyor|bulunamıyor|değil|yok|kaldırıl*|silin*", "bulunamadı",
        "сторінк*|файл|документ|стаття|матеріал|адрес* … не|відсутн* знайден*|існує|знайти", "не знайден*|існує",
        "stron*|plik*|artykuł*|dokument*|obiekt* … nie … znalezion*|istnieje|odnalezion*", "nie znaleziono|odnaleziono",
        "halaman|berkas|artikel|dokumen … tidak … ditemukan|ada|tersedia",
        "不 存 在", "找 不 到", "存 在 し ま せ ん",
    ];

    public static string[] TakenOff { get; } =
    [
        "hier entsteht|entstehen", "domain|website|webseite|seite … gesperrt|deaktiviert|aktiv|inhalt|freigeschaltet",
        "compte|site|hébergement … suspendu*|expiré|désactivé", "page … par défaut", "site … construction", "domaine … créé",
        "cuenta|sitio|conta … suspendid*|suspens*|construcción|construção",
        "hesap*|site*|hosting … askıya|yapım _", "hesap*|site*|hosting … kapatıl*|durdurul*", "domain|alan … kayıtlı değil*",
        "сайт|хостинг|акаунт … призупинен*|заблокован*|відключен*|створено", "akun|situs|website … ditangguhkan|dinonaktifkan",
    ];

    public static string[] Parked { get; } =
    [
        "domain … verkauf|kaufen|geparkt|reserviert", "domaine … vendre|vente|enregistré|réservé|expiré", "dominio|domínio … venta|venda|vendita|registrad*|registrat*|aparcado",
        "domain|alan … satılık|satılıktır", "домен* … припарков*|продаєт*|продається", "domain … dijual",
        "域 名 … 出 售",
    ];

    /// <summary>Closed for a while, or before the document.</summary>
    public static string[] ForNow { get; } =
    [
        "wartung*|vorübergehend|später|anmelden|zugriff", "maintenance|temporairement|tard|connecter|accès", "mantenimiento|manutenção|temporalmente|tarde|acceso|acesso",
        "manutenzione|tardi|accesso", "bakım*|tekrar|erişim*|giriş", "обслуговуван*|пізніше|тимчасово", "konserwac*|później|dostęp*", "pemeliharaan|nanti|akses", "维|維 护|護", "验|驗 证|證", "稍|请 后|稍",
    ];
}
