using System.Net;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.Storefront.Tests;

/// <summary>Cancelling, sending back and buying again from an order's page.</summary>
[Collection(StorefrontCollection.Name)]
public sealed class OrderFormTests
{
    private const string Key = "0190a5a0-0000-7000-8000-0000000000aa";
    private const string Cancel = $"{SampleOrder.Path}/cancel";
    private const string SendBack = $"{SampleOrder.Path}/return";
    private const string Again = $"{SampleOrder.Path}/again";
    private const string Returns = $"POST {SampleOrder.Path}/returns";

    private readonly StorefrontFixture fixture;
    private readonly StubGateway gateway;

    public OrderFormTests(StorefrontFixture fixture)
    {
        (this.fixture, gateway) = (fixture, fixture.Gateway);
        gateway.Forget();
        Answer(SampleOrder.Of("Delivered"));
    }

    [Theory]
    [InlineData("Placed", "Nothing has been charged, and nothing will be.")]
    [InlineData("StockReserved", "If it is charged all the same, you get all of it back")]
    [InlineData("Confirmed", "You get €224.90 back the way you paid.")]
    public async Task Cancellation_is_asked_for_first_and_says_what_happens_with_the_money(string status, string words)
    {
        Answer(SampleOrder.Of(status));

        var page = await TextAsync(await GetAsync(Cancel));

        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains($"action=\"{Cancel}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Asked, call => call.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancellation_promises_what_was_not_paid_back_already()
    {
        var order = SampleOrder.Of("Confirmed");
        order["refunds"]!.AsArray().Add(SampleOrder.RefundOf(20, "damaged", completed: true));
        order["refunds"]!.AsArray().Add(SampleOrder.RefundOf(4.9m, "late", completed: false));
        Answer(order);

        Assert.Contains("You get €200.00 back the way you paid.", await TextAsync(await GetAsync(Cancel)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_that_is_sent_twice_lands_where_one_does()
    {
        var isWorkedOn = true;
        gateway.Answer($"POST {Cancel}", _ => isWorkedOn && !(isWorkedOn = false)
            ? (409, """{ "type": "urn:ecommerce:problem:idempotency-in-progress", "title": "It is being worked on." }""")
            : (200, SampleOrder.Cancelled("requested-by-customer").ToJsonString()));

        foreach (var _ in Enumerable.Range(0, 2))
        {
            using var answer = await PostAsync(Cancel, $"key={Key}");
            Assert.Equal($"{SampleOrder.Path}?done=cancel", answer.Headers.Location?.OriginalString);
        }

        Assert.Equal([Key, Key, Key], gateway.Calls($"POST {Cancel}").Select(call => call.Headers["Idempotency-Key"]));
        Answer(SampleOrder.Cancelled("requested-by-customer"));
        Assert.Contains(
            "Your order was cancelled, as you asked. You get your money back.",
            await TextAsync(await GetAsync($"{SampleOrder.Path}?done=cancel")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Your order was cancelled by the shop. You get your money back.")]
    [InlineData("/de", "Ihre Bestellung wurde vom Shop storniert. Sie erhalten Ihr Geld zurück.")]
    public async Task Order_that_the_shop_cancelled_says_so_and_is_not_back_in_the_cart(string language, string words)
    {
        Answer(SampleOrder.Cancelled("cancelled-by-shop"));

        var page = await TextAsync(await GetAsync($"{language}{SampleOrder.Path}"));

        Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.DoesNotContain("in your cart again", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Order_that_was_shipped_meanwhile_is_not_cancelled()
    {
        Answer(SampleOrder.Of("Shipped"));
        gateway.Answer(
            $"POST {Cancel}",
            """{ "type": "urn:ecommerce:problem:order-not-cancellable", "title": "Too late.", "detail": "It is Shipped." }""",
            status: 409);

        using var answer = await PostAsync(Cancel, $"key={Key}");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await TextAsync(answer);
        Assert.Contains("This order can no longer be cancelled. Your order is on its way.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form class=\"stack", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_that_gets_no_answer_is_shown_again_with_what_was_typed_and_its_key()
    {
        await using var storefront = await fixture.StartAsync();
        gateway.Answer(Returns, """{ "title": "Unavailable.", "status": 503 }""", status: 503);

        using var answer = await PostAsync(SendBack, Form("TENT-2", 2, "It does not work", "no pegs"), storefront.Client);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var page = await TextAsync(answer);
        Assert.Contains("it is done once, however often you send it", page, StringComparison.Ordinal);
        Assert.Contains($"name=\"key\" value=\"{Key}\"", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"2\" selected>", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"It does not work\" selected>It does not work</option>", page, StringComparison.Ordinal);
        Assert.Contains(">no pegs</textarea>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Return_names_the_chosen_pieces_and_the_reason_once_per_form()
    {
        gateway.Answer(Returns, SampleOrder.ReturnOf("Requested").ToJsonString(), status: 201);

        using var answer = await PostAsync(
            SendBack, $"{Form("TENT-2", 1, "It does not fit", " too short ")}&sku=BOOK&quantity=0");

        Assert.Equal($"{SampleOrder.Path}?done=return#returns", answer.Headers.Location?.OriginalString);
        var call = Assert.Single(gateway.Calls(Returns));
        Assert.Equal(Key, call.Headers["Idempotency-Key"]);
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse("""{ "lines": [ { "sku": "TENT-2", "quantity": 1 } ], "reason": "It does not fit: too short" }"""),
                JsonNode.Parse(call.Body)),
            call.Body);
    }

    [Fact]
    public async Task Return_of_nothing_is_not_sent()
    {
        using var answer = await PostAsync(SendBack, Form("TENT-2", 0, "It does not fit", ""));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Choose how many pieces", await TextAsync(answer), StringComparison.Ordinal);
        Assert.Empty(gateway.Calls(Returns));
    }

    [Fact]
    public async Task Return_that_the_shop_refuses_says_why_beside_what_was_chosen()
    {
        gateway.Answer(
            Returns,
            """
            { "type": "urn:ecommerce:problem:return-exceeds-delivery", "title": "More is sent back than was delivered.",
              "errors": { "lines[0].quantity": ["must be at most 1"] } }
            """,
            status: 422);

        using var answer = await PostAsync(SendBack, Form("TENT-2", 2, "It does not fit", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await TextAsync(answer);
        Assert.Contains("Quantity must be at most 1", page, StringComparison.Ordinal);
        Assert.Contains("<option value=\"2\" selected>", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Requested", false)]
    [InlineData("Approved", true)]
    [InlineData("Rejected", false)]
    [InlineData("Received", false)]
    public async Task Label_is_for_a_return_that_may_travel(string status, bool hasLabel)
    {
        var order = SampleOrder.Of("Delivered");
        order["returns"]!.AsArray().Add(SampleOrder.ReturnOf(status));
        Answer(order);

        using var answer = await GetAsync($"{SampleOrder.Path}/returns/{SampleOrder.Return}/label");

        Assert.Equal(hasLabel ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
        var page = await TextAsync(answer);
        Assert.Equal(hasLabel, page.Contains("1 Example Street", StringComparison.Ordinal));
        Assert.Equal(hasLabel, page.Contains("shape-rendering=\"crispEdges\"", StringComparison.Ordinal));
        Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buying_again_adds_all_lines_once_however_often_it_is_asked_for()
    {
        AnswerCart(("TENT-2", SampleOrder.Tent, 1));
        gateway.Answer("PUT /carts/me/items/TENT-2", Cart(("TENT-2", SampleOrder.Tent, 2)));
        gateway.Answer("PUT /carts/me/items/BOOK", Cart(("TENT-2", SampleOrder.Tent, 2), ("BOOK", SampleOrder.Book, 1)));

        using var first = await PostAsync(Again, "");
        AnswerCart(("TENT-2", SampleOrder.Tent, 3), ("BOOK", SampleOrder.Book, 1));
        using var second = await PostAsync(Again, "");

        Assert.Equal(("/cart", "/cart"), (first.Headers.Location?.OriginalString, second.Headers.Location?.OriginalString));
        Assert.Equal("""{"quantity":2}""", Assert.Single(gateway.Calls("PUT /carts/me/items/TENT-2")).Body);
        Assert.Equal("""{"quantity":1}""", Assert.Single(gateway.Calls("PUT /carts/me/items/BOOK")).Body);
    }

    [Fact]
    public async Task Buying_again_says_which_lines_are_left_out_and_why()
    {
        AnswerCart();
        gateway.Answer(
            "PUT /carts/me/items/TENT-2",
            """{ "type": "urn:ecommerce:problem:not-enough-stock", "title": "Too many.", "detail": "Only 1 is left." }""", status: 409);
        // Its SKU is another product's now.
        gateway.Answer(
            "PUT /carts/me/items/BOOK",
            call => (200, call.Contains('0', StringComparison.Ordinal) ? Cart() : Cart(("BOOK", SampleOrder.Tent, 1))));

        using var answer = await PostAsync(Again, "");

        var page = await TextAsync(answer);
        Assert.Contains("Dome tent: Only 1 is left.", page, StringComparison.Ordinal);
        Assert.Contains("Camping: it is no longer sold.", page, StringComparison.Ordinal);
        Assert.Contains("Nothing of this order could be put into your cart.", page, StringComparison.Ordinal);
        Assert.Equal("""{"quantity":0}""", gateway.Sent("PUT /carts/me/items/BOOK").Body);
    }

    [Fact]
    public async Task Buying_again_without_a_cart_service_says_so()
    {
        await using var storefront = await fixture.StartAsync();
        gateway.Answer("GET /carts/me", """{ "title": "Unavailable.", "status": 503 }""", status: 503);

        using var answer = await PostAsync(Again, "", storefront.Client);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Dome tent: the cart does not answer at the moment.", await TextAsync(answer), StringComparison.Ordinal);
    }

    private static string Form(string sku, int quantity, string reason, string note)
        => $"key={Key}&sku={sku}&quantity={quantity}&reason={Uri.EscapeDataString(reason)}&note={Uri.EscapeDataString(note)}";

    private static string Cart(params (string Sku, string Product, int Quantity)[] items) => $$"""
        { "id": "me", "items": [ {{string.Join(',', items.Select(item => $$"""
            { "sku": "{{item.Sku}}", "productId": "{{item.Product}}", "name": "It", "quantity": {{item.Quantity}}, "available": 9,
              "unitPrice": { "amount": 1, "currency": "EUR" }, "lineTotal": { "amount": 1, "currency": "EUR" } }
            """))}} ], "total": null, "notes": [] }
        """;

    private void AnswerCart(params (string Sku, string Product, int Quantity)[] items) => gateway.Answer("GET /carts/me", Cart(items));

    private void Answer(JsonObject order) => gateway.Answer($"GET {SampleOrder.Path}", order.ToJsonString());

    private static async Task<string> TextAsync(HttpResponseMessage answer)
        => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

    private Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path), fixture.Browser);

    private Task<HttpResponseMessage> PostAsync(string path, string form, HttpClient? browser = null) => SendAsync(
        new(HttpMethod.Post, path) { Content = new StringContent(form, null, "application/x-www-form-urlencoded") },
        browser ?? fixture.Browser);

    private static async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpClient browser)
    {
        using (request)
        {
            request.Headers.Add("Cookie", "session=a-token");
            return await browser.SendAsync(request);
        }
    }
}
