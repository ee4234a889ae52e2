using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Ecommerce.EndToEnd.Tests;

[Collection(nameof(Shop))]
public sealed partial class MailTests(Shop shop)
{
    private readonly Inbox inbox = new(shop.Inbox);

    [Fact]
    public async Task New_account_receives_a_welcome_mail_with_a_verification_link()
    {
        var shopper = await Shopper.RegisterAsync(shop.Gateway);
        var mails = await inbox.MailsAsync(shopper.Email, 2);
        var link = mails.Single(mail => (string?)mail["subject"] == "Please confirm your email address");
        Assert.Contains(mails, mail => (string?)mail["subject"] == "Welcome to Ecommerce");

        await shopper.PostAsync(
            "/users/verify", new JsonObject { ["token"] = Uri.UnescapeDataString(Token().Match((string)link["text"]!).Groups[1].Value) });

        Assert.True((bool)(await shopper.GetAsync("/users/me"))["emailVerified"]!);
    }

    [Fact]
    public async Task Confirmed_order_sends_one_mail_with_its_lines_and_total()
    {
        var inventory = await shop.InventoryManagerAsync();
        var sku = $"SKU-{Guid.CreateVersion7():N}";
        await inventory.ImportAsync(
            $$"""{"sku":"{{sku}}","name":"Lamp & shade","description":"-","brand":"-","category":"Lamps","price":"""
            + """{"amount":19.99,"currency":"EUR"},"stock":5,"tags":[]}""");
        var shopper = await Shopper.RegisterAsync(shop.Gateway);
        await shopper.AddToCartAsync(sku, 2);
        var order = await shopper.OrderAtAsync(await shopper.CheckOutAsync(), "Confirmed");

        var mail = (await inbox.MailsAsync(shopper.Email, 3))
            .Single(mail => ((string)mail["subject"]!).Contains("is confirmed", StringComparison.Ordinal));
        Assert.Contains("2 x Lamp & shade", (string?)mail["text"], StringComparison.Ordinal);
        Assert.Contains("Lamp &amp; shade", (string?)mail["html"], StringComparison.Ordinal);
        Assert.Contains(
            ((decimal)order["total"]!["amount"]!)
                .ToString("0.00", CultureInfo.InvariantCulture), (string?)mail["text"], StringComparison.Ordinal);
        Assert.Contains($"{shop.Storefront}orders/{order["id"]}", (string?)mail["text"], StringComparison.Ordinal);
    }

    [GeneratedRegex("verify\\?token=(\\S+)")]
    private static partial Regex Token();
}
