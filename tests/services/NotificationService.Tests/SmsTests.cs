using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Ecommerce.NotificationService.Tests.Servers;
using Ecommerce.Testing;

namespace Ecommerce.NotificationService.Tests;

[Collection(NotificationShopCollection.Name)]
public sealed partial class SmsTests(NotificationShop shop)
{
    private static int numbers;

    [Fact]
    public async Task Number_verified_by_code_receives_chosen_sms()
    {
        var (ada, number) = (Person.New(shop), NewNumber());
        Assert.Equal(HttpStatusCode.Accepted, (await ada.CallAsync(HttpMethod.Put, "phone", new { number })).Status);
        var call = Assert.Single(await SentAsync(number));
        Assert.Equal("POST /2010-04-01/Accounts/AC0123456789/Messages.json", $"{call.Method} {call.Path}");
        Assert.Equal("application/x-www-form-urlencoded", call.Headers["Content-Type"]);
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("AC0123456789:sms-token"))}", call.Headers["Authorization"]);
        Assert.Equal(NotificationShop.SmsFrom, Field(call, "From"));
        Assert.Null((string?)(await ada.CallAsync(HttpMethod.Get, "preferences")).Body!["phone"]);
        Assert.Equal(HttpStatusCode.NoContent, (await ConfirmAsync(ada, Code(call))).Status);
        Assert.Equal(number, (string?)(await ada.CallAsync(HttpMethod.Get, "preferences")).Body!["phone"]);

        await ada.CallAsync(
            HttpMethod.Put, "preferences", new { items = new[] { new { kind = "order-confirmed", channel = "sms", enabled = true } } });
        var order = Guid.CreateVersion7();
        await ada.ConfirmAsync(order);

        var text = Field((await SentAsync(number, 2))[1], "Body");
        Assert.Contains($"order {ShortNumber.Of(order)} is confirmed", text, StringComparison.Ordinal);
        await shop.MailsAsync(ada.Email);
        await shop.StatusAsync(ada.Id, "order-confirmed", "Sent, Sent");
    }

    [Fact]
    public async Task Sms_is_not_sent_unless_chosen()
    {
        var (ada, number) = (Person.New(shop), NewNumber());
        await ada.CallAsync(HttpMethod.Put, "phone", new { number });
        await ConfirmAsync(ada, Code((await SentAsync(number))[0]));
        await ada.ConfirmAsync(Guid.CreateVersion7());

        await shop.MailsAsync(ada.Email);
        await shop.StatusAsync(ada.Id, "order-confirmed", "Sent");
        Assert.Single(await SentAsync(number));
    }

    [Fact]
    public async Task Code_allows_five_tries_and_is_stored_hashed()
    {
        var (ada, number) = (Person.New(shop), NewNumber());
        await ada.CallAsync(HttpMethod.Put, "phone", new { number });
        var code = Code((await SentAsync(number))[0]);
        await shop.StatusAsync(ada.Id, "phone-code", "Sent");
        Assert.Empty(await shop.QueryAsync<string>($"SELECT data::text FROM messages WHERE user_id = '{ada.Id}' AND data IS NOT NULL"));
        var wrong = code == "000000" ? "000001" : "000000";
        for (var tries = 0; tries < 5; tries++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ConfirmAsync(ada, wrong)).Status);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ConfirmAsync(ada, code)).Status);
        Assert.DoesNotContain(number, shop.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fourth_code_of_an_hour_returns_429()
    {
        var ada = Person.New(shop);
        for (var count = 0; count < 3; count++)
            Assert.Equal(HttpStatusCode.Accepted, (await ada.CallAsync(HttpMethod.Put, "phone", new { number = NewNumber() })).Status);
        await ada.CallAsync(HttpMethod.Delete, "phone");

        Assert.Equal(HttpStatusCode.TooManyRequests, (await ada.CallAsync(HttpMethod.Put, "phone", new { number = NewNumber() })).Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0151 234")]
    [InlineData("+0151234567")]
    [InlineData("+49151234567890123")]
    [InlineData("+4915123456\n")]
    public async Task Number_not_in_international_form_returns_400(string number)
    {
        var (status, problem) = await Person.New(shop).CallAsync(HttpMethod.Put, "phone", new { number });
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("number", problem!["errors"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, "Failed http-400", 1)]
    [InlineData(429, "Failed http-429", 4)]
    [InlineData(500, "Unknown http-500", 1)]
    [InlineData(0, "Unknown no-answer", 1)]
    public async Task Refused_sms_fails_and_unanswered_sms_is_not_retried(int answer, string status, int calls)
    {
        var (ada, number) = (Person.New(shop), NewNumber());
        var before = shop.Web.Answer;
        shop.Web.Answer = call => call.Body.Contains(Uri.EscapeDataString(number), StringComparison.Ordinal) ? answer : before(call);
        await ada.CallAsync(HttpMethod.Put, "phone", new { number });

        await shop.StatusAsync(ada.Id, "phone-code", status);
        Assert.Equal(calls, (await SentAsync(number)).Count);
    }

    private static Task<(HttpStatusCode Status, System.Text.Json.Nodes.JsonNode? Body)> ConfirmAsync(Person person, string code)
        => person.CallAsync(HttpMethod.Post, "phone/confirm", new { code });

    private async Task<IReadOnlyList<ReceivedCall>> SentAsync(string number, int count = 1)
    {
        IReadOnlyList<ReceivedCall> sent = [];
        await Eventually.Async(
            () => (sent = [.. shop.Web.Calls.Where(
                call => call.Path.EndsWith("/Messages.json", StringComparison.Ordinal) && Field(call, "To") == number)]).Count >= count,
            $"{count} SMS to {number}");
        return sent;
    }

    private static string? Field(ReceivedCall call, string name)
        => call.Body.Split('&').Select(pair => pair.Split('=')).Where(pair => pair[0] == name).Select(pair => WebUtility.UrlDecode(pair[1]))
            .SingleOrDefault();

    private static string Code(ReceivedCall call) => SixDigits().Match(Field(call, "Body")!).Value;

    private static string NewNumber() => $"+49151{Interlocked.Increment(ref numbers):D8}";

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex SixDigits();
}
