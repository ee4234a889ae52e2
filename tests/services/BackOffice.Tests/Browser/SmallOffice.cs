using Ecommerce.Testing;

namespace Ecommerce.BackOffice.Tests.Browser;

/// <summary>Answers for every page of a small shop.</summary>
internal static class SmallOffice
{
    public const string ToShip = "0190a5a0-0000-7000-8000-00000000000a";
    public const string AlsoToShip = "0190a5a0-0000-7000-8000-00000000000b";
    public const string Delivered = "0190a5a0-0000-7000-8000-00000000000c";
    public const string Tent = "0190a5a0-0000-7000-8000-000000000001";
    public const string Return = "0190a5a0-0000-7000-8000-0000000000ff";
    public const string Review = "0190a5a0-0000-7000-8000-0000000000aa";
    public const string Ada = "0190a5a0-0000-7000-8000-0000000000bb";

    /// <summary>One of the staff.</summary>
    public const string Grace = "0190a5a0-0000-7000-8000-0000000000bc";
    /// <summary>An invitation that waits for an answer.</summary>
    public const string Invited = "0190a5a0-0000-7000-8000-0000000000bd";
    public const string Letter = "0190a5a0-0000-7000-8000-0000000000cc";
    public const string Mail = "0190a5a0-0000-7000-8000-0000000000dd";
    public const string Webhook = "0190a5a0-0000-7000-8000-0000000000f1";
    public const string Delivery = "0190a5a0-0000-7000-8000-0000000000f2";
    public const string Session = "0190a5a0-0000-7000-8000-0000000000f3";
    public const string OtherSession = "0190a5a0-0000-7000-8000-0000000000f4";

    /// <summary>A picture of one dot, as WebP.</summary>
    private static readonly byte[] Dot = Convert.FromBase64String("UklGRiQAAABXRUJQVlA4IBgAAAAwAQCdASoBAAEAAUAmJaQAA3AA/v02aAA=");

    /// <summary>Those that keep dead letters, by their path.</summary>
    private static readonly string[] Services =
        ["orders", "payments", "notifications", "products", "search", "reviews", "analytics"];

    private static readonly string[] Reports =
    [
        "orders", "baskets", "refunds", "buyers", "funnel", "best-sellers", "payment-failures", "abandoned-carts", "experiments",
    ];

    /// <summary>All that staff may do.</summary>
    public static readonly string[] Owner =
    [
        "users:read", "users:write", "products:read", "products:write", "orders:read", "orders:write", "reviews:read", "reviews:moderate",
        "analytics:read", "analytics:write", "settings:write",
    ];

    public static readonly string[] Inventory = ["products:read", "products:write"];

    public static readonly string[] Pages =
    [
        "/", "/orders", $"/orders/{ToShip}", $"/orders/{Delivered}", "/returns", "/products",
        $"/products/{Tent}", "/reviews", "/numbers", "/discounts", "/customers", $"/customers/{Ada}", "/operations",
        "/webhooks", $"/webhooks/{Webhook}", "/search", "/products/new", "/products/import", "/stock", "/security",
        "/categories",
        "/carts", "/numbers/cohorts", "/numbers/experiments", "/settings/features", "/settings/shipping", "/settings/shop",
        "/settings/staff", "/settings/taxes", "/templates", "/templates/order-shipped",
    ];

    public static void Open(StubGateway gateway)
    {
        gateway.Forget();
        gateway.Picture = Dot;
        gateway.Answer("GET /orders", $$"""{ "items": [ {{Order(ToShip)}}, {{Order(AlsoToShip)}} ], "next": "older" }""");
        gateway.Answer($"GET /orders/{ToShip}", Order(ToShip));
        gateway.Answer($"GET /orders/{Delivered}", Order(Delivered, "Delivered", ReturnBody));
        foreach (var order in (string[])[ToShip, AlsoToShip, Delivered])
            AnswerRecords(gateway, order);
        gateway.Answer("GET /orders/returns", $$"""{ "items": [ {{ReturnBody}} ], "next": null }""");
        gateway.Answer("GET /users/me/views", """
            { "items": [ { "id": "0190a5a0-0000-7000-8000-0000000000f9", "page": "orders", "name": "To ship",
              "query": "?status=Confirmed" } ], "next": null }
            """);
        gateway.Answer("GET /products", $$"""{ "items": [ {{Product()}} ], "next": null }""");
        gateway.Answer($"GET /products/{Tent}", Product());
        gateway.Answer($"GET /products/{Tent}/history", $$"""
            { "items": [ { "id": "0190a5a0-0000-7000-8000-0000000000f5", "at": "2026-01-02T08:30:00Z", "actorId": "{{Ada}}",
              "action": "price-changed", "changes": [
                { "field": "variants[TENT-2].price", "before": {{Money("120.00")}}, "after": {{Money("100.00")}} },
                { "field": "variants[TENT-2].sale", "before": null,
                  "after": { "price": {{Money("80.00")}}, "from": "2026-02-01T00:00:00Z", "to": null } } ] } ], "next": null }
            """);
        gateway.Answer("GET /categories", $"[ {Category("camping", "Camping", null)}, {Category("stoves", "Stoves", "camping")}, "
            + $"{Category("tents", "Tents", "camping")}, {Category("books", "Books", null, order: 1)} ]");
        gateway.Answer("GET /products/variants/low-stock", $$"""
            { "items": [ { "sku": "TENT-2", "productId": "{{Tent}}", "name": "Dome tent", "options": { "size": "two persons" },
              "price": {{Money("100.00")}}, "regularPrice": {{Money("100.00")}}, "available": 3, "published": true,
              "category": "camping/tents", "image": null } ], "next": null }
            """);
        gateway.Answer("GET /products/variants/TENT-2/stock/history", """
            { "items": [ { "version": 1, "at": "2026-01-01T00:00:00Z", "reason": "initial", "orderId": null, "available": 3, "reserved": 0,
              "sold": 0, "change": { "available": 3, "reserved": 0, "sold": 0 } } ], "next": null }
            """);
        foreach (var report in Reports)
            gateway.Answer($"GET /analytics/{report}", """{ "rows": [] }""");
        gateway.Answer("GET /analytics/revenue", Revenue);
        gateway.Answer("GET /analytics/cohorts", Cohorts);
        gateway.Answer("GET /orders/discounts", $$"""{ "items": [ {{Discount}} ], "next": null }""");
        AnswerCustomers(gateway);
        AnswerCarts(gateway);
        AnswerOwnAccount(gateway);
        AnswerOperations(gateway);
        AnswerSettings(gateway);
        ShopSettings.Answer(gateway);
        gateway.Answer("GET /reviews/moderation", $$"""{ "items": [ { "review": {{ReviewBody}}, "reports": 2 } ], "next": null }""");
        gateway.Answer("GET /reviews/words", """{ "words": [ "bad*" ], "version": 7 }""");
    }

    /// <summary>Who did what about an order, and what staff wrote about it.</summary>
    private static void AnswerRecords(StubGateway gateway, string order)
    {
        gateway.Answer($"GET /orders/{order}/history", $$"""
            { "items": [
              { "at": "2026-01-01T00:00:00Z", "kind": "StatusChanged", "actor": "Customer", "actorId": "{{Ada}}", "before": null,
                "after": "Placed", "returnId": null, "refundId": null, "amount": null, "reason": null, "shipment": null },
              { "at": "2026-01-01T00:00:01Z", "kind": "StatusChanged", "actor": "Shop", "actorId": null, "before": "Placed",
                "after": "Paid", "returnId": null, "refundId": null, "amount": null, "reason": null, "shipment": null },
              { "at": "2026-01-01T00:00:02Z", "kind": "RefundRequested", "actor": "Staff", "actorId": "{{Grace}}", "before": null,
                "after": null, "returnId": null, "refundId": "0190a5a0-0000-7000-8000-0000000000f7", "amount": {{Money("4.90")}},
                "reason": "A scratch.", "shipment": null } ] }
            """);
        gateway.Answer($"GET /orders/{order}/notes", $$"""{ "items": [ {{Note("Rings twice.")}} ], "next": null }""");
        gateway.Answer(
            $"GET /notifications/orders/{order}", $$"""{ "items": [ {{Message(Mail, "Unknown", "connection-lost")}} ], "next": null }""");
        gateway.Answer($"GET /users/{Grace}", Customer().Replace("Ada Lovelace", "Grace Hopper", StringComparison.Ordinal));
    }

    public static string Note(string text, int number = 1) => $$"""
        { "id": "0190a5a0-0000-7000-8000-{{number:x12}}", "at": "2026-01-01T00:00:00Z", "actorId": "{{Grace}}", "text": "{{text}}" }
        """;

    public static string Message(string id, string status, string? reason = null) => $$"""
        { "id": "{{id}}", "kind": "order-shipped", "channel": "email", "userId": "{{Ada}}", "orderId": "{{ToShip}}",
          "status": "{{status}}", "reason": {{(reason is null ? "null" : $"\"{reason}\"")}}, "attempts": 1,
          "createdAt": "2026-01-01T00:00:00Z", "settledAt": "2026-01-01T00:00:09Z" }
        """;

    /// <summary>What went wrong and waits for a person.</summary>
    private static void AnswerOperations(StubGateway gateway)
    {
        foreach (var service in Services)
            gateway.Answer($"GET /{service}/dead-letters", """{ "items": [], "next": null }""");
        gateway.Answer("GET /search/dead-letters", $$"""
            { "items": [ { "id": "{{Letter}}", "consumer": "search.products", "topic": "catalog.v1", "partition": 0, "offset": 12,
              "eventId": "0190a5a0-0000-7000-8000-0000000000ce", "type": "product-changed.v1", "reason": "The index does not answer.",
              "exception": "System.TimeoutException", "failedAt": "2026-01-01T00:00:00Z" } ], "next": null }
            """);
        gateway.Answer("GET /notifications/failed", $$"""
            { "items": [ { "id": "{{Mail}}", "kind": "order-shipped", "channel": "email", "userId": "{{Ada}}", "orderId": "{{ToShip}}",
              "status": "Unknown", "reason": "The connection was lost.", "attempts": 1, "createdAt": "2026-01-01T00:00:00Z",
              "settledAt": "2026-01-01T00:00:09Z" } ], "next": null }
            """);
        gateway.Answer("GET /payments", """{ "items": [], "next": null }""");
        gateway.Answer("GET /payments/reconciliation", $$"""
            { "lastRun": { "id": "0190a5a0-0000-7000-8000-0000000000d1", "startedAt": "2026-01-01T00:00:00Z",
                "finishedAt": "2026-01-01T00:00:01Z", "checked": 120, "settled": 1, "failure": null },
              "items": [ { "id": "0190a5a0-0000-7000-8000-0000000000d2", "orderId": "{{ToShip}}", "kind": "amount-differs",
                "ours": "300.40 EUR", "theirs": "300.00 EUR", "foundAt": "2026-01-01T00:00:00Z", "seenAt": "2026-01-01T00:00:00Z",
                "resolvedAt": null } ], "next": null }
            """);
    }

    private static void AnswerSettings(StubGateway gateway)
    {
        gateway.Answer("GET /notifications/webhooks", $$"""{ "items": [ {{WebhookBody()}} ], "next": null }""");
        gateway.Answer($"GET /notifications/webhooks/{Webhook}", WebhookBody());
        gateway.Answer($"GET /notifications/webhooks/{Webhook}/deliveries", $$"""
            { "items": [ { "id": "{{Delivery}}", "eventId": "0190a5a0-0000-7000-8000-0000000000f3", "type": "order-placed.v1",
              "status": "Failed", "attempts": 9, "answered": 503, "reason": "Service Unavailable", "createdAt": "2026-01-01T00:00:00Z",
              "settledAt": "2026-01-04T00:00:00Z" } ], "next": null }
            """);
        gateway.Answer("GET /notifications/templates", """
            { "items": [
              { "name": "order-shipped", "purpose": "Service", "languages": [ "en", "de" ], "formats": [ "html", "text", "sms" ] },
              { "name": "phone-code", "purpose": "Security", "languages": [ "en", "de" ], "formats": [ "sms" ] } ] }
            """);
        gateway.Answer(
            "GET /notifications/templates/order-shipped/preview",
            "<html lang=\"en\"><title>x</title><body><main><h1>Your order is on its way</h1></main></body></html>");
        gateway.Answer("GET /notifications/templates/phone-code/preview", "Your code is 123456");
        gateway.Answer("GET /search/synonyms", """{ "groups": [ [ "sofa", "couch" ], [ "tv", "television set" ] ] }""");
        gateway.Answer("GET /search/rebuild", Rebuild("Done", 120));
    }

    public static string WebhookBody(string secret = "null") => $$"""
        { "id": "{{Webhook}}", "url": "https://erp.example/hooks", "description": "ERP", "events": [ "order-placed.v1" ], "enabled": true,
          "circuit": "Closed", "failures": 0, "failingSince": null, "openUntil": null, "disabledAt": null, "disabledReason": null,
          "createdAt": "2026-01-01T00:00:00Z", "secret": {{secret}} }
        """;

    public static string Rebuild(string state, int indexed) => $$"""
        { "id": "0190a5a0-0000-7000-8000-0000000000f4", "state": "{{state}}", "indexName": "products-2", "read": 120,
          "indexed": {{indexed}}, "removed": 0, "attempts": 1, "sizeBytes": 1000, "error": null, "requestedAt": "2026-01-01T00:00:00Z",
          "startedAt": "2026-01-01T00:00:00Z", "finishedAt": null }
        """;

    private static void AnswerCarts(StubGateway gateway)
    {
        gateway.Answer("GET /carts/resting", $$"""
            { "items": [
              { "userId": "{{Ada}}", "items": [ { "sku": "TENT-2", "productId": "{{Tent}}", "name": "Dome tent", "quantity": 2,
                  "unitPrice": {{Money("100.00")}} } ], "pieces": 2, "value": {{Money("200.00")}},
                "changedAt": "2026-01-01T00:00:00Z", "abandonedAt": "2026-01-02T00:00:00Z" },
              { "userId": null, "items": [ { "sku": "PEG-10", "productId": "0190a5a0-0000-7000-8000-000000000002", "name": "Ten pegs",
                  "quantity": 1, "unitPrice": {{Money("5.50")}} } ], "pieces": 1, "value": {{Money("5.50")}},
                "changedAt": "2026-01-01T00:00:00Z", "abandonedAt": null } ], "next": null }
            """);
        gateway.Answer("GET /notifications/cart-reminders", $$"""
            { "items": [ { "id": "{{Mail}}", "userId": "{{Ada}}", "status": "Sent", "reason": null, "createdAt": "2026-01-02T00:00:00Z",
              "settledAt": "2026-01-02T00:00:09Z", "boughtAt": "2026-01-03T09:00:00Z" } ], "next": null }
            """);
    }

    private static void AnswerCustomers(StubGateway gateway)
    {
        gateway.Answer("GET /users", $$"""{ "items": [ {{Customer()}} ], "next": null }""");
        gateway.Answer($"GET /users/{Ada}", Customer());
        gateway.Answer("GET /users/staff", $$"""
            { "items": [ { "id": "{{Grace}}", "name": "Grace Hopper", "email": "grace@shop.example", "roles": [ "inventory-manager" ],
              "twoFactor": true, "disabledAt": null, "lastSignInAt": "2026-01-02T08:30:00Z" } ], "next": null }
            """);
        gateway.Answer("GET /users/invitations", $$"""{ "items": [ {{Invitation}} ], "next": null }""");
        gateway.Answer($"GET /users/{Ada}/sessions", """
            { "items": [ { "id": "0190a5a0-0000-7000-8000-0000000000e1", "createdAt": "2026-01-01T00:00:00Z",
              "lastUsedAt": "2026-01-02T00:00:00Z", "expiresAt": "2026-02-01T00:00:00Z", "userAgent": "Firefox/140.0",
              "current": false } ], "next": null }
            """);
        gateway.Answer($"GET /users/{Ada}/audit", $$"""
            { "items": [ { "id": "0190a5a0-0000-7000-8000-0000000000e2", "subjectId": "{{Ada}}", "actorId": "{{Ada}}",
              "action": "email-verified", "detail": null, "address": "127.0.0.0", "at": "2026-01-01T00:00:00Z" } ], "next": null }
            """);
    }

    public static void AnswerOwnAccount(StubGateway gateway, bool twoFactor = false)
    {
        gateway.Answer("GET /users/me", $$"""
            { "id": "{{Ada}}", "email": "staff@ecommerce.example", "twoFactor": {{(twoFactor ? "true" : "false")}} }
            """);
        gateway.Answer("GET /users/me/sessions", $$"""
            { "items": [
              { "id": "{{Session}}", "createdAt": "2026-01-02T00:00:00Z", "lastUsedAt": "2026-01-02T00:00:00Z",
                "expiresAt": "2026-02-01T00:00:00Z", "userAgent": "Firefox/140.0", "current": true },
              { "id": "{{OtherSession}}", "createdAt": "2026-01-01T00:00:00Z", "lastUsedAt": "2026-01-01T00:00:00Z",
                "expiresAt": "2026-02-01T00:00:00Z", "userAgent": "Safari/26.0", "current": false } ], "next": null }
            """);
    }

    public static string Category(string slug, string name, string? parent, int order = 0) => $$"""
        { "slug": "{{slug}}", "name": "{{name}}", "parent": {{(parent is null ? "null" : $"\"{parent}\"")}},
          "path": "{{(parent is null ? "" : $"{parent}/")}}{{slug}}", "order": {{order}}, "products": 1 }
        """;

    public static string Customer(string disabledAt = "null", bool twoFactor = false) => $$"""
        { "id": "{{Ada}}", "guest": false, "email": "ada@shop.example", "emailVerified": true, "pendingEmail": null,
          "name": "Ada Lovelace", "locale": "de", "roles": [ "customer" ],
          "twoFactor": {{(twoFactor ? "true" : "false")}}, "disabledAt": {{disabledAt}},
          "createdAt": "2026-01-01T00:00:00Z" }
        """;

    public const string Invitation = $$"""
        { "id": "{{Invited}}", "email": "new@shop.example", "roles": [ "inventory-manager" ], "locale": "de",
          "invitedBy": "{{Grace}}", "createdAt": "2026-01-01T00:00:00Z", "expiresAt": "2026-01-04T00:00:00Z" }
        """;

    public const string Discount = """
        { "code": "TEN", "percent": 10, "amount": null, "minimumSubtotal": { "amount": 50.00, "currency": "EUR" },
          "validFrom": "2026-01-01T08:30:00Z", "validUntil": null, "usageLimit": 100, "usageLimitPerUser": null, "used": 3 }
        """;

    public static string Product(int version = 7, string name = "Dome tent", string price = "100.00") => $$"""
        { "id": "{{Tent}}", "version": {{version}}, "name": "{{name}}", "description": "Sleeps two.", "brand": "Nomad", "category": "Tents",
          "categoryPath": "camping/tents", "tags": [], "attributes": {},
          "images": [ { "url": "/media/8x8-{{1:x32}}", "alt": "A green tent" } ],
          "published": true, "variants": [ { "sku": "TENT-2", "options": { "size": "two persons" }, "price": {{Money(price)}},
            "regularPrice": {{Money(price)}}, "available": 3 } ],
          "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z" }
        """;

    public static string Order(string id, string status = "Confirmed", string returns = "", string refunds = "") => $$"""
        { "id": "{{id}}", "userId": "{{Ada}}", "status": "{{status}}",
          "lines": [
            { "sku": "TENT-2", "productId": "0190a5a0-0000-7000-8000-000000000001", "name": "Dome tent",
              "options": { "size": "two persons" },
              "image": null, "quantity": 3, "unitPrice": {{Money("100.00")}}, "regularPrice": null, "lineTotal": {{Money("300.00")}},
              "discount": {{Money("10.00")}}, "tax": {{Money("0.00")}} },
            { "sku": "PEG-10", "productId": "0190a5a0-0000-7000-8000-000000000002", "name": "Ten pegs", "options": null, "image": null,
              "quantity": 1, "unitPrice": {{Money("5.50")}}, "regularPrice": null, "lineTotal": {{Money("5.50")}},
              "discount": {{Money("0.00")}}, "tax": {{Money("0.00")}} } ],
          "subtotal": {{Money("305.50")}}, "discount": {{Money("10.00")}}, "discountCode": "TEN", "shipping": {{Money("4.90")}},
          "tax": {{Money("0.00")}}, "taxIncluded": {{Money("0.00")}}, "total": {{Money("300.40")}}, "refunded": {{Money("0.00")}},
          "shippingMethod": { "id": "standard", "name": "Standard" },
          "shippingAddress": { "name": "Ada Lovelace", "street": "Road 1", "city": "Bonn", "postalCode": "53111", "country": "DE" },
          "shipment": null, "deliveredAt": null, "cancellationReason": null, "refunds": [ {{refunds}} ], "returns": [ {{returns}} ],
          "history": [ { "status": "Placed", "at": "2026-01-01T00:00:00Z" }, { "status": "Paid", "at": "2026-01-01T00:00:01Z" },
            { "status": "{{status}}", "at": "2026-01-01T00:00:02Z" } ],
          "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:02Z" }
        """;

    private static string Money(string amount) => $$"""{ "amount": {{amount}}, "currency": "EUR" }""";

    private const string Revenue = """
        { "from": "2026-01-01T00:00:00Z", "to": "2026-01-03T00:00:00Z", "by": "day", "timeZone": "UTC", "rows": [
          { "start": "2026-01-01T00:00:00+00:00", "currency": "EUR", "captured": 300.4, "refunded": 10, "net": 290.4 },
          { "start": "2026-01-02T00:00:00+00:00", "currency": "EUR", "captured": 120, "refunded": 0, "net": 120 },
          { "start": "2026-01-02T00:00:00+00:00", "currency": "USD", "captured": 99, "refunded": 0, "net": 99 } ] }
        """;

    private const string Cohorts = """
        { "from": "2026-01-01T00:00:00Z", "to": "2026-03-01T00:00:00Z", "by": "month", "timeZone": "UTC", "rows": [
          { "start": "2026-01-01T00:00:00+00:00", "months": 0, "size": 4, "buyers": 4, "orders": 5,
            "revenue": [ { "amount": 300.4, "currency": "EUR" } ] },
          { "start": "2026-01-01T00:00:00+00:00", "months": 1, "size": 4, "buyers": 1, "orders": 2,
            "revenue": [ { "amount": 20, "currency": "EUR" }, { "amount": 9, "currency": "USD" } ] },
          { "start": "2026-02-01T00:00:00+00:00", "months": 0, "size": 2, "buyers": 2, "orders": 2,
            "revenue": [ { "amount": 50, "currency": "EUR" } ] } ] }
        """;

    private const string ReturnBody = $$"""
        { "id": "{{Return}}", "orderId": "{{Delivered}}", "status": "Approved",
          "lines": [ { "sku": "TENT-2", "quantity": 2, "received": 0, "restocked": 0 } ], "reason": "It leaks.", "rejectionReason": null,
          "refund": null, "requestedAt": "2026-01-02T00:00:00Z", "updatedAt": "2026-01-02T00:00:00Z" }
        """;

    private const string ReviewBody = $$"""
        { "id": "{{Review}}", "productId": "0190a5a0-0000-7000-8000-000000000001", "author": "Ada", "stars": 4, "title": "Dry",
          "text": "It rained, and it was dry.", "state": "pending", "reason": "reported", "verifiedPurchase": true, "helpful": 2,
          "unhelpful": 0, "version": 3, "writtenAt": "2026-01-01T00:00:00Z", "changedAt": null, "own": false, "vote": null }
        """;
}
