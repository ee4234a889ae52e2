using System.Text.Json.Nodes;

namespace Ecommerce.PaymentService.Tests;

[Collection(PaymentShopCollection.Name)]
public sealed class PaymentMethodTests(PaymentShop shop)
{
    private static readonly string[] CardNumbers = ["4242424242424242", "4242 4242 4242 4242", "4000000000000002", "5555555555554444"];

    [Fact]
    public async Task Added_card_returns_token_brand_and_last_digits()
    {
        var (status, body) = await shop.Payer().PostCardAsync(Payer.Card(Payer.Good));

        Assert.Equal((201, "visa", "4242"), (status, (string)body["brand"]!, (string)body["last4"]!));
        Assert.StartsWith("tok_", (string)body["token"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("number", "\"4242424242424241\"")]
    [InlineData("number", "\"12\"")]
    [InlineData("number", "null")]
    [InlineData("number", "4242424242424242")]
    [InlineData("expiryMonth", "13")]
    [InlineData("expiryMonth", "\"x\"")]
    [InlineData("expiryYear", "2020")]
    [InlineData("expiryYear", "45")]
    [InlineData("cvc", "\"12\"")]
    [InlineData("cvc", "\"12a\"")]
    public async Task Invalid_card_returns_400_that_names_the_field_and_repeats_no_value(string field, string value)
    {
        var card = Payer.Card(Payer.Good);
        card[field] = JsonNode.Parse(value);
        var (status, body) = await shop.Payer().PostCardAsync(card);

        Assert.Equal(400, status);
        Assert.Contains($"\"{field}\"", body["errors"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("42424242", body.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Card_number_is_never_stored_or_logged()
    {
        foreach (var number in CardNumbers)
            await shop.Payer().PostCardAsync(Payer.Card(number));
        await shop.Payer().PostCardAsync(new JsonObject { ["number"] = 4242424242424242, ["cvc"] = "4242424242424242" });
        await shop.Payer().CaptureAsync();

        var everything = await DumpAsync() + shop.Process.Output;
        Assert.Contains("tok_", everything, StringComparison.Ordinal);
        Assert.All(CardNumbers, number => Assert.DoesNotContain(number, everything, StringComparison.Ordinal));
    }

    private async Task<string> DumpAsync()
    {
        const string Tables = """
            select string_agg(format('select t::text from %I.%I t', table_schema, table_name), ' union all ')
            from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
            """;
        return await shop.ScalarAsync<string>($"select string_agg(t, chr(10)) from ({await shop.ScalarAsync<string>(Tables)}) as dump (t)");
    }

    [Fact]
    public async Task Browser_authorises_nothing_where_the_provider_takes_cards()
    {
        var amount = new JsonObject { ["amount"] = 10m, ["currency"] = "EUR" };
        var (status, body) = await shop.Payer().PostAsync("/payments/authorizations", new JsonObject { ["amount"] = amount });

        Assert.Equal((409, "authorization-not-needed"), (status, ((string)body["type"]!).Split(':')[^1]));
    }
}
