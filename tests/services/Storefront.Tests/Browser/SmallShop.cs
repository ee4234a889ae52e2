using System.Globalization;

namespace Ecommerce.Storefront.Tests.Browser;

/// <summary>Answers for every page of a shop with long names, sold-out variants, reviews and an order.</summary>
internal static class SmallShop
{
    public const string Tent = "0190a5a0-0000-7000-8000-000000000001";
    public const string Order = "0190a5a0-0000-7000-8000-00000000000a";
    public const string Placed = "0190a5a0-0000-7000-8000-00000000000b";
    public const string Review = "0190a5a0-0000-7000-8000-0000000000aa";

    /// <summary>Every page that a shopper sees, and those of the back office.</summary>
    public static readonly string[] Pages =
    [
        "/", "/products", "/sale", "/categories/tents", "/pages/imprint", "/pages/privacy", "/pages/shipping",
        $"/products/{Tent}", "/search?q=tent", "/search?q=nothing", "/cart", "/login", "/register", "/checkout",
        "/checkout?address=new", "/orders", $"/orders/{Order}", $"/orders/{Placed}?placed=true",
        $"/orders/{Placed}/cancel", $"/orders/{Placed}/invoice", SampleOrder.Path, $"{SampleOrder.Path}/return",
        $"{SampleOrder.Path}/returns/{SampleOrder.Return}/label",
        "/account", "/account/addresses", "/account/security", "/account/data",
        "/account/messages", "/account/alerts", "/account/wish-list", "/account/cards", "/account/forgot", "/account/reset?token=t",
        "/account/verify?token=t", "/no-such-page", "/office/reviews",
    ];

    private const string LongName = "Expedition dome tent for two, with vestibule, footprint and a Donaudampfschifffahrtsgesellschaftszelt";

    public static void Open(StubGateway gateway)
    {
        gateway.Forget();
        gateway.Picture = Picture;
        gateway.Answer("POST /users/refresh", ReviewTests.Tokens("reviews:moderate"));
        gateway.Answer("GET /categories", """
            [ { "name": "Camping", "slug": "camping", "path": "camping", "products": 12 },
              { "name": "Tents", "slug": "tents", "parent": "camping", "path": "camping/tents", "products": 2 },
              { "name": "Books", "slug": "books", "path": "books", "products": 120 },
              { "name": "Household and kitchen", "slug": "household", "path": "household", "products": 7 } ]
            """);
        gateway.Answer(
            "GET /products",
            $$"""{ "items": [ {{string.Join(',', Enumerable.Range(1, 24).Select(Product))}} ], "next": "a&b" }""");
        gateway.Answer($"GET /products/{Tent}", Product(1));
        gateway.Answer($"GET /reviews/products/{Tent}/rating", """{ "count": 3, "average": 4.3, "histogram": [ 0, 0, 0, 2, 1 ] }""");
        gateway.Answer($"GET /reviews/products/{Tent}", $$"""{ "items": [ {{ReviewBody}} ], "next": "a-cursor" }""");
        gateway.Answer("GET /reviews/mine", """{ "items": [], "next": null }""");
        gateway.Answer("GET /reviews/moderation", $$"""{ "items": [ { "review": {{ReviewBody}}, "reports": 2 } ], "next": null }""");
        gateway.Answer("GET /reviews/words", """{ "words": [ "bad*" ], "version": 7 }""");
        gateway.Answer("GET /search", Found);
        gateway.Answer("GET /search/suggestions", $$"""
            { "queries": [ "tent pegs" ], "products": [ { "id": "{{Tent}}", "name": "Tent", "highlight": "<mark>Tent</mark>",
              "brand": "Nomad", "price": {{Money(99)}} } ] }
            """);
        gateway.Answer("GET /users/me", """
            { "id": "0190a5a0-0000-7000-8000-0000000000bb", "email": "ada.lovelace@a-long-domain.example", "emailVerified": false,
              "pendingEmail": "ada@another.example", "name": "Ada Lovelace", "createdAt": "2026-01-01T00:00:00Z" }
            """);
        gateway.Answer("GET /users/me/addresses", """
            { "items": [ { "id": "0190a5a0-0000-7000-8000-0000000000cc", "name": "Ada", "street": "Road 1", "city": "Bonn",
              "postalCode": "53111", "country": "DE", "isDefault": true }, { "id": "0190a5a0-0000-7000-8000-0000000000cd", "name": "Ada",
              "street": "Lane 2", "city": "London", "postalCode": "N1 9GU", "country": "GB", "isDefault": false } ] }
            """);
        gateway.Answer("GET /users/me/wish-list", $$"""
            { "items": [ { "productId": "{{Tent}}", "addedAt": "2026-01-02T00:00:00Z" },
              { "productId": "0190a5a0-0000-7000-8000-0000000000ff", "addedAt": "2026-01-01T00:00:00Z" } ] }
            """);
        gateway.Answer("GET /users/me/sessions", """
            { "items": [ { "id": "0190a5a0-0000-7000-8000-0000000000dd", "createdAt": "2026-01-01T00:00:00Z",
              "lastUsedAt": "2026-01-02T00:00:00Z", "userAgent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/150.0",
              "current": true }, { "id": "0190a5a0-0000-7000-8000-0000000000de", "createdAt": "2026-01-01T00:00:00Z",
              "lastUsedAt": "2026-01-02T00:00:00Z", "userAgent": "curl/8.0", "current": false } ] }
            """);
        gateway.Answer("GET /notifications/stock-alerts", $$"""
            { "items": [ { "sku": "TENT-2", "productId": "{{Tent}}", "name": "{{LongName}}", "createdAt": "2026-01-01T00:00:00Z" } ] }
            """);
        gateway.Answer("GET /notifications/preferences", """
            { "phone": null, "items": [
              { "kind": "order-confirmed", "channel": "email", "purpose": "Contract", "enabled": true, "required": true },
              { "kind": "abandoned-cart", "channel": "email", "purpose": "Marketing", "enabled": true, "required": false } ] }
            """);
        gateway.Answer("GET /carts/me", $$"""
            { "id": "me", "items": [ { "sku": "TENT-2-VERY-LONG-STOCK-KEEPING-UNIT", "productId": "{{Tent}}", "name": "{{LongName}}",
                "quantity": 2, "unitPrice": {{Money(1109.9m)}}, "available": 3, "lineTotal": {{Money(2219.8m)}},
                "options": { "size": "two persons", "colour": "forest green" } } ],
              "total": {{Money(2219.8m)}}, "notes": [ { "sku": "TENT-2", "code": "price-changed", "message": "The price has changed." } ] }
            """);
        gateway.Answer("GET /payments/methods", """{ "items": [] }""");
        gateway.Answer("GET /orders/shipping-methods", """
            { "items": [ { "id": "standard", "name": "Standard", "description": "To your door by post.", "minDays": 2, "maxDays": 5,
                "needsAddress": true },
              { "id": "pick-up", "name": "Pick-up", "description": "You collect it.", "minDays": 1, "maxDays": 1,
                "needsAddress": false } ] }
            """);
        gateway.Answer("POST /payments/methods", """{ "token": "tok_1", "brand": "visa", "last4": "4242" }""");
        gateway.Answer("POST /orders/quote", Quote("standard", 2380.3m));
        gateway.Answer("POST /orders", OrderBody, status: 202);
        gateway.Answer("GET /orders", $$"""{ "items": [ {{OrderBody}} ], "next": "older" }""");
        gateway.Answer($"GET /orders/{Order}", OrderBody);
        gateway.Answer(
            $"GET /orders/{Placed}",
            OrderBody.Replace("Cancelled", "Confirmed", StringComparison.Ordinal)
                .Replace("\"payment-declined\"", "null", StringComparison.Ordinal)
                .Replace("StockReserved", "Paid", StringComparison.Ordinal));
        gateway.Answer($"GET {SampleOrder.Path}", Delivered());
        gateway.Answer($"GET /analytics/bought-together/{Tent}", """{ "items": [] }""");
    }

    private static string Delivered()
    {
        var order = SampleOrder.Of("Delivered");
        order["lines"]![0]!["name"] = LongName;
        order["returns"]!.AsArray().Add(SampleOrder.ReturnOf("Approved"));
        order["refunds"]!.AsArray().Add(SampleOrder.RefundOf(100, "returned", completed: false));
        return order.ToJsonString();
    }

    /// <summary>A valid picture as small as it can be, as long as one of a listing is.</summary>
    private static readonly byte[] Picture =
        [.. Convert.FromBase64String("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"), .. new byte[6000]];

    private static string Image(int number) => $"/media/1200x1200-{number:x32}";

    /// <summary>A page of as many products as one has at most.</summary>
    public static void FillShelves(StubGateway gateway)
    {
        var products = Enumerable.Range(1, 16).Select(number => FoundTent
            .Replace("\"ratings\": 3,", $"\"ratings\": 3, \"image\": \"{Image(number)}\",", StringComparison.Ordinal));
        gateway.Answer("GET /search", Found.Replace(FoundTent, string.Join(',', products), StringComparison.Ordinal));
    }

    private static string Money(decimal amount) => string.Create(
        CultureInfo.InvariantCulture, $$"""{ "amount": {{amount}}, "currency": "USD" }""");

    private static string Product(int number) => $$"""
        { "id": "0190a5a0-0000-7000-8000-{{number:D12}}", "name": "{{LongName}} {{number}}", "description": "Sleeps two.", "brand": "Nomad",
          "category": "Camping", "categoryPath": "camping", "images": [ { "url": "{{Image(number)}}", "alt": "A green tent" },
            { "url": "{{Image(number + 100)}}", "alt": "Its vestibule" } ], "variants": [
            { "sku": "TENT-{{number}}", "options": { "size": "two persons", "colour": "forest green" }, "price": {{Money(1109.9m)}},
              "available": 3 },
            { "sku": "TENT-{{number}}-S", "options": { "size": "one person" }, "price": {{Money(99)}}, "available": 0 } ] }
        """;

    private const string ReviewBody = $$"""
        { "id": "{{Review}}", "productId": "{{Tent}}", "author": "Ada", "stars": 4, "title": "Dry", "text": "It rained, and it was dry.",
          "state": "published", "reason": null, "verifiedPurchase": true, "helpful": 2, "unhelpful": 0, "version": 1,
          "writtenAt": "2026-01-01T00:00:00Z", "own": false, "vote": null }
        """;

    private const string None = """{ "amount": 0, "currency": "USD" }""";

    private const string Amounts = $$"""
        "subtotal": { "amount": 2219.8, "currency": "USD" }, "discount": { "amount": 20, "currency": "USD" }, "shipping": {{None}},
        "tax": { "amount": 180.5, "currency": "USD" }, "taxIncluded": {{None}}, "total": { "amount": 2380.3, "currency": "USD" }
        """;

    /// <summary>A price with a shipping method, and the others of the country.</summary>
    public static string Quote(string method, decimal total) => $$"""
        { {{Amounts.Replace("2380.3", total.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)}},
          "shippingMethod": "{{method}}", "shippingMethods": [
            { "id": "standard", "name": "Standard", "description": "To your door by post.", "minDays": 2, "maxDays": 5,
              "needsAddress": true, "price": {{None}} },
            { "id": "express", "name": "Express", "description": "To your door by courier.", "minDays": 1, "maxDays": 2,
              "needsAddress": true, "price": {{Money(14.9m)}} },
            { "id": "pick-up", "name": "Pick-up", "description": "You collect it.", "minDays": 1, "maxDays": 1,
              "needsAddress": false, "price": {{None}} } ] }
        """;

    private const string OrderBody = $$"""
        { "id": "{{Order}}", "status": "Cancelled", {{Amounts}},
          "lines": [ { "sku": "TENT-2", "name": "{{LongName}}", "quantity": 2, "unitPrice": { "amount": 1109.9, "currency": "USD" },
            "lineTotal": { "amount": 2219.8, "currency": "USD" }, "options": { "size": "two persons" } } ],
          "shippingMethod": { "id": "express", "name": "Express" },
          "shippingAddress": { "name": "Ada", "street": "Road 1", "city": "Bonn", "postalCode": "53111", "country": "DE" },
          "cancellationReason": "payment-declined",
          "history": [ { "status": "Placed", "at": "2026-01-01T00:00:00Z" }, { "status": "StockReserved", "at": "2026-01-01T00:00:01Z" },
            { "status": "Cancelled", "at": "2026-01-01T00:00:02Z" } ], "createdAt": "2026-01-01T00:00:00Z" }
        """;

    private const string FoundTent = $$"""
        { "id": "{{Tent}}", "name": "{{LongName}}", "brand": "Nomad", "price": { "amount": 99, "currency": "USD" },
          "regularPrice": { "amount": 120, "currency": "USD" }, "highestPrice": { "amount": 1109.9, "currency": "USD" }, "onSale": true,
          "available": 3, "rating": 4.3, "ratings": 3,
          "highlights": { "name": "Expedition dome <mark>tent</mark>", "description": "" } }
        """;

    private const string Found = $$"""
        { "match": "all", "didYouMean": null, "total": 1, "totalIsExact": true, "items": [ {{FoundTent}} ], "next": "more",
          "alternatives": [], "facets": { "categories": [ { "path": "camping", "name": "Camping", "count": 1 },
              { "path": "camping/tents", "name": "Tents", "count": 1 } ], "brands": [ { "value": "Nomad", "count": 1 } ],
            "prices": [ { "from": 50, "to": 100, "count": 1 } ],
            "ratings": [ { "stars": 4, "count": 1 } ], "inStock": 1, "onSale": 1,
            "attributes": [ { "name": "colour", "values": [ { "value": "forest green", "count": 1 } ] } ] } }
        """;
}
