using Ecommerce.Testing;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>What the owner of the small office's shop has set.</summary>
internal static class ShopSettings
{
    public static void Answer(StubGateway gateway)
    {
        gateway.Answer("GET /settings/shipping", Shipping(3));
        gateway.Answer("GET /settings/taxes", Taxes(2));
        gateway.Answer("GET /settings/shipping/history", $$"""
            { "items": [ { "version": 3, "at": "2026-01-02T08:30:00Z", "actorId": "{{SmallOffice.Grace}}",
              "before": { "methods": { "express": { "name": "Express", "rates": { "DE": { "EUR": { "price": 12.90 } } } } } },
              "after": { "methods": { "express": { "name": "Express", "rates": { "DE": { "EUR": { "price": 14.9 } } } } } } } ],
              "next": null }
            """);
        gateway.Answer("GET /features", Features());
        gateway.Answer("GET /settings/shop", Shop);
        gateway.Answer("GET /settings/shop/history", """{ "items": [], "next": null }""");
        gateway.Answer("GET /settings/taxes/history", """{ "items": [], "next": null }""");
    }

    /// <param name="stock">Whether stock is counted; null: as deployed, which is so.</param>
    public static string Features(bool? stock = null) => $$"""
        { "items": [
          { "name": "INVENTORY_TRACKING", "enabled": {{(stock is false ? "false" : "true")}},
            "isOverridden": {{(stock is null ? "false" : "true")}}, "changedAt": null, "changedBy": null },
          { "name": "SOCIAL_LOGIN", "enabled": true, "isOverridden": true, "changedAt": "2026-01-02T08:30:00Z",
            "changedBy": "{{SmallOffice.Grace}}" } ] }
        """;

    public const string Shop = """
        { "version": 4, "settings": { "name": "Ada's Tents", "company": null, "address": [ "2 Real Road", "53111 Bonn" ],
          "email": "ada@tents.example", "vatId": null, "carriers": { "DHL": "https://dhl.example/?id={number}" }, "returnDays": 14,
          "timeZone": null, "texts": { "de": { "tagline": "Zelte.", "imprint": null, "privacy": null, "terms": null, "returns": null,
            "shipping": null } } } }
        """;

    public static string Shipping(int version, string price = "14.90", string days = "2") => $$"""
        { "version": {{version}}, "settings": { "methods": {
          "express": { "name": "Express", "description": "By courier.", "minDays": 1, "maxDays": {{days}}, "needsAddress": true,
            "translations": { "de": { "name": null, "description": "Per Kurier." }, "fr": { "name": "Rapide", "description": null } },
            "rates": { "DE": { "EUR": { "price": {{price}}, "freeFrom": 100 } } } },
          "standard": { "name": "Standard", "description": null, "minDays": null, "maxDays": null, "needsAddress": true,
            "translations": {}, "rates": { "Default": { "USD": { "price": 5, "freeFrom": null } } } } } } }
        """;

    public static string Taxes(int version, bool included = false) => $$"""
        { "version": {{version}}, "settings": { "taxIncluded": {{(included ? "true" : "false")}}, "taxShipping": true, "taxes": {
          "DE": { "rate": 0.19, "categories": { "books": 0.07 } } } } }
        """;
}
