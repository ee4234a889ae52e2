using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Ecommerce.PaymentService.Tests.Stripe;

/// <summary>The money in the stub, and the failures of its responses.</summary>
public sealed partial class StripeStub
{
    private readonly HashSet<string> faulted = [];

    /// <summary>Settles a pending intent, as the card networks do.</summary>
    public void Settle(Guid order)
    {
        foreach (var intent in IntentsOf(order))
            Take(intent);
    }

    /// <summary>Sends a webhook about the order's intent, once or several times.</summary>
    public async Task<IReadOnlyList<int>> SendWebhookAsync(HttpClient shop, string type, JsonObject subject, int times = 1)
    {
        var body = new JsonObject
        {
            // Webhook endpoints keep the API version that they were created with.
            ["id"] = NewId("evt"), ["object"] = "event", ["api_version"] = "2020-08-27", ["type"] = type,
            ["data"] = new JsonObject { ["object"] = subject.DeepClone() },
        }.ToJsonString();
        var statuses = new List<int>();
        for (var i = 0; i < times; i++)
            statuses.Add(await SendAsync(shop, body));
        return statuses;
    }

    /// <summary>Sends a body, signed.</summary>
    public static async Task<int> SendAsync(HttpClient shop, string body, string secret = WebhookSecret)
    {
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var mac = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{time}.{body}")));
        using var request = new HttpRequestMessage(
            HttpMethod.Post, "/payments/webhooks/stripe")
        { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", $"t={time},v1={mac},v0=ignored");
        using var answer = await shop.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private (int, JsonObject) NewCustomer(IFormCollection form)
    {
        var id = NewId("cus");
        customers[id] = form["metadata[user_id]"].ToString();
        return (200, new() { ["id"] = id, ["object"] = "customer" });
    }

    /// <summary>A test method becomes a method of the customer with the same behaviour.</summary>
    private (int, JsonObject) Attach(string id, string customer)
    {
        if (id == "pm_card_attachDeclined")
            return (402, Error("card_error", "card_declined", decline: "generic_decline"));
        if (!id.StartsWith("pm_card_", StringComparison.Ordinal) || !customers.ContainsKey(customer))
            return Missing("payment_method");
        var own = NewId("pm");
        methods[own] = (id, customer);
        return (200, Card(own));
    }

    private static JsonObject Card(string method) => new()
    {
        ["id"] = method, ["object"] = "payment_method",
        ["card"] = new JsonObject { ["brand"] = "visa", ["last4"] = "4242", ["exp_month"] = 8, ["exp_year"] = 2040 },
    };

    private (int, JsonObject) Detach(string id) => methods.TryRemove(id, out _) ? (200, new() { ["id"] = id }) : Missing("payment_method");

    private (int, JsonObject) Create(IFormCollection form)
    {
        var (customer, method, amount) = (form["customer"].ToString(), form["payment_method"].ToString(), long.Parse(
            form["amount"].ToString(), CultureInfo.InvariantCulture));
        // A browser names the method later.
        var isAuthorization = form["capture_method"].ToString() == "manual";
        var isOwn = methods.TryGetValue(method, out var own) && own.Customer == customer;
        if (!isOwn && !(isAuthorization && method.Length == 0))
            return Missing("payment_method");
        if (amount < 50)
            return (400, Error("invalid_request_error", "amount_too_small", "amount"));
        var id = NewId("pi");
        return (200, intents[id] = new()
        {
            ["id"] = id, ["object"] = "payment_intent", ["status"] = isAuthorization ? "requires_payment_method" : "requires_confirmation",
            ["amount"] = amount,
            ["currency"] = form["currency"].ToString(),
            ["created"] = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), ["customer"] = customer, ["metadata"] = Metadata(form),
            ["kind"] = own.Kind ?? "",
            ["latest_charge"] = null, ["charges"] = 0, ["refunded"] = 0L,
            ["client_secret"] = $"{id}_secret_stub", ["payment_method"] = method.Length > 0 ? method : null,
            ["setup_future_usage"] = form["setup_future_usage"].ToString(), ["amount_capturable"] = 0L, ["amount_received"] = 0L,
        });
    }

    private (int, JsonObject) Confirm(string id)
    {
        if (!intents.TryGetValue(id, out var intent))
            return Missing("intent");
        if ((string)intent["status"]! != "requires_confirmation")
            return (400, Error("invalid_request_error", "payment_intent_unexpected_state", intent: intent));
        switch ((string)intent["kind"]!)
        {
            case "pm_card_chargeDeclined": return Decline(intent, "card_declined", "generic_decline");
            case "pm_card_chargeDeclinedInsufficientFunds": return Decline(intent, "card_declined", "insufficient_funds");
            case "pm_card_authenticationRequired": return Decline(intent, "authentication_required", "authentication_required");
            case "pm_card_processing": intent["status"] = "processing"; break;
            case "pm_card_hang": break;
            case "pm_card_serverError": Take(intent); return (500, Error("api_error", null));
            default: Take(intent); break;
        }

        return (200, intent);
    }

    /// <summary>What the shopper's browser does: the card is typed, 3-D Secure passed, and the bank holds the money.</summary>
    public void Authorize(string token)
    {
        var intent = intents[token];
        var method = NewId("pm");
        methods[method] = ("pm_card_visa", (string)intent["customer"]!);
        (intent["status"], intent["payment_method"], intent["amount_capturable"])
            = ("requires_capture", method, (long)intent["amount"]!);
    }

    /// <summary>What somebody captures by hand, or for an order whose answer was lost.</summary>
    public void CaptureElsewhere(string token, Guid order, long amount, string currency)
    {
        var intent = intents[token];
        (intent["metadata"], intent["amount_received"], intent["currency"])
            = (new JsonObject { ["order_id"] = $"{order}" }, amount, currency);
        Take(intent);
    }

    public JsonObject IntentOf(string token) => intents[token];

    private (int, JsonObject) Capture(string id, IFormCollection form)
    {
        if (!intents.TryGetValue(id, out var intent))
            return Missing("intent");
        if ((string)intent["kind"]! == "pm_card_captureDeclined")
            return (402, Error("card_error", "card_declined", intent: intent));
        var amount = long.Parse(form["amount_to_capture"].ToString(), CultureInfo.InvariantCulture);
        if ((string)intent["status"]! != "requires_capture" || amount > (long)intent["amount_capturable"]!)
            return (400, Error("invalid_request_error", "payment_intent_unexpected_state", intent: intent));
        (intent["metadata"], intent["amount_received"], intent["amount_capturable"]) = (Metadata(form), amount, 0L);
        Take(intent);
        return (200, intent);
    }

    private (int, JsonObject) Cancel(string id)
    {
        if (!intents.TryGetValue(id, out var intent))
            return Missing("intent");
        if ((string)intent["status"]! is "succeeded" or "processing" or "canceled")
            return (400, Error("invalid_request_error", "payment_intent_unexpected_state", intent: intent));
        intent["status"] = "canceled";
        return (200, intent);
    }

    private (int, JsonObject) Refund(IFormCollection form)
    {
        if (!intents.TryGetValue(form["payment_intent"].ToString(), out var intent) || (string)intent["status"]! != "succeeded")
            return Missing("payment_intent");
        var amount = long.Parse(form["amount"].ToString(), CultureInfo.InvariantCulture);
        if ((long)intent["refunded"]! + amount > (long)intent["amount"]!)
            return (400, Error("invalid_request_error", "charge_already_refunded"));
        intent["refunded"] = (long)intent["refunded"]! + amount;
        var id = NewId("re");
        var status = (string)intent["kind"]! == "pm_card_pendingRefund" ? "pending" : "succeeded";
        return (200,
            refunds[id] = new()
            {
                ["id"] = id, ["object"] = "refund", ["status"] = status, ["amount"] = amount,
                ["metadata"] = Metadata(form), ["payment_intent"] = intent["id"]!.DeepClone()
            });
    }

    private static (int, JsonObject) Decline(JsonObject intent, string code, string decline)
    {
        intent["status"] = "requires_payment_method";
        intent["last_payment_error"] = new JsonObject { ["type"] = "card_error", ["code"] = code, ["decline_code"] = decline };
        return (402, Error("card_error", code, decline: decline, intent: intent));
    }

    private void Take(JsonObject intent)
    {
        intent["status"] = "succeeded";
        intent["latest_charge"] = NewId("ch");
        intent["charges"] = (int)intent["charges"]! + 1;
    }

    private bool IsRateLimited(string id) => KindOf(id) == "pm_card_rateLimited" && faulted.Add(id);

    private string? KindOf(string id) => intents.TryGetValue(id, out var intent) ? (string?)intent["kind"] : null;

    private async Task<IResult> WithFaultsAsync(HttpContext http, string id, (int, JsonObject) answer)
    {
        if (!http.Request.Path.Value!.EndsWith("/confirm", StringComparison.Ordinal))
            return Answer(answer);
        switch (KindOf(id))
        {
            case "pm_card_hang":
                await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case "pm_card_holdAnswer":
                await Held.Task.WaitAsync(http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                break;
            case "pm_card_loseAnswer" when faulted.Add(id):
                http.Abort();
                break;
        }

        return Answer(answer);
    }

    private static JsonObject Expanded(JsonObject intent)
    {
        var copy = intent.DeepClone().AsObject();
        if (copy["payment_method"] is { } method)
            copy["payment_method"] = Card((string)method!);
        if (copy["latest_charge"] is { } charge)
            copy["latest_charge"] = new JsonObject
            {
                ["id"] = charge.DeepClone(), ["object"] = "charge",
                ["amount_refunded"] = intent["refunded"]!.DeepClone()
            };
        return copy;
    }

    private static JsonObject Decided(JsonObject refund)
    {
        refund["status"] = "succeeded";
        return refund;
    }
}
