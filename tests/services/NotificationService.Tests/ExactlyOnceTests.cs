using System.Text.Json.Nodes;
using Ecommerce.Testing;
using Npgsql;

namespace Ecommerce.NotificationService.Tests;

[Collection(NotificationShopCollection.Name)]
public sealed class ExactlyOnceTests(NotificationShop shop)
{
    [Fact]
    public async Task Event_received_five_times_sends_one_mail()
    {
        var (ada, id) = (Person.New(shop), Guid.CreateVersion7());
        for (var times = 0; times < 5; times++)
            await ada.RegisterAsync(id);
        var order = Guid.CreateVersion7();
        await ada.ConfirmAsync(order);
        await shop.MailsAsync(ada.Email, 2);
        await shop.SettledAsync(
            "users.v1", "password-changed", ada.Id, new() { ["userId"] = $"{ada.Id}", ["changedAt"] = "2026-01-01T00:00:00Z" });

        Assert.Equal(3, (await shop.MailsAsync(ada.Email, 3)).Count);
    }

    [Fact]
    public async Task Event_repeated_after_inbox_pruning_sends_no_second_mail()
    {
        var (ada, order) = (Person.New(shop), Guid.CreateVersion7());
        var id = await ada.ConfirmAsync(order);
        await shop.MailsAsync(ada.Email);
        await shop.QueryAsync<int>($"DELETE FROM inbox WHERE event_id = '{id}'");
        await ada.ConfirmAsync(order, id);
        await shop.HandledAsync(id);

        Assert.Single(await shop.QueryAsync<Guid>($"SELECT id FROM messages WHERE user_id = '{ada.Id}'"));
        Assert.Single(shop.Mail.To(ada.Email));
    }

    [Fact]
    public async Task Event_republished_with_another_id_sends_no_second_mail()
    {
        var (ada, order, refund) = (Person.New(shop), Guid.CreateVersion7(), Guid.CreateVersion7());
        List<Guid> said = [];
        for (var times = 0; times < 2; times++)
        {
            said.Add(await ada.ConfirmAsync(order));
            said.Add(await ada.OrderAsync("cancelled", order, new()
            {
                ["lines"] = new JsonArray(), ["total"] = Person.Money(1m), ["reason"] = "out-of-stock",
                ["cancelledAt"] = "2026-01-01T00:00:00Z",
            }));
            said.Add(await ada.OrderAsync(
                "shipped", order, new() { ["carrier"] = "DHL", ["trackingNumber"] = "1", ["shippedAt"] = "2026-01-01T00:00:00Z" }));
            said.Add(await ada.DeliverAsync(order));
            said.Add(await RefundAsync(order, refund));
        }

        said.Add(await RefundAsync(order, Guid.CreateVersion7()));
        foreach (var id in said) await shop.HandledAsync(id);

        Assert.Equal(
            ["order-cancelled 1", "order-confirmed 1", "order-delivered 1", "order-refunded 2", "order-shipped 1", "review-invitation 1"],
            await shop.QueryAsync<string>(
                $"SELECT kind || ' ' || count(*) FROM messages WHERE order_id = '{order}' GROUP BY kind ORDER BY kind"));
    }

    [Fact]
    public async Task Process_killed_before_transfer_leaves_mail_that_is_sent_once()
    {
        await using var mail = new SmtpSink { HoldGreeting = new(TaskCreationOptions.RunContinuationsAsynchronously) };
        await using var crash = await CrashAsync(mail, "ada", () => mail.Connections == 1);
        mail.HoldGreeting.SetResult();
        mail.HoldGreeting = null;

        await using var next = await crash.RestartAsync();
        await Eventually.Async(
            () => crash.StatusAsync(), status => status.StartsWith("Sent", StringComparison.Ordinal), "the next process sends it");
        Assert.Single(mail.Mails);
    }

    [Fact]
    public async Task Process_killed_after_transfer_leaves_mail_that_is_not_retried()
    {
        await using var mail = new SmtpSink();
        await using var crash = await CrashAsync(mail, "silent", () => mail.Mails.Count == 1);

        await using var next = await crash.RestartAsync();
        await Eventually.Async(
            () => crash.StatusAsync(), status => status == "Unknown process-died", "it is among those that may have arrived");
        Assert.Single(mail.Mails);
    }

    [Fact]
    public async Task Unanswered_transfer_is_not_retried_until_resent_by_staff()
    {
        var (silent, staff) = (Person.New(shop, "silent"), Person.New(shop));
        await silent.RegisterAsync();
        await shop.StatusAsync(silent.Id, "welcome", "Unknown no-answer");
        var (_, unknown) = await staff.CallAsync(HttpMethod.Get, "failed?status=Unknown&kind=welcome", null, "orders:read");
        var entry = unknown!["items"]!.AsArray().Single(item => (string?)item!["userId"] == $"{silent.Id}")!;
        var first = Assert.Single(shop.Mail.To(silent.Email));

        await staff.CallAsync(HttpMethod.Post, $"{entry["id"]}/resend", null, "orders:write");

        // A receiver of both can recognize the same mail.
        Assert.Equal(first.MessageId, (await shop.MailsAsync(silent.Email, 2))[1].MessageId);
    }

    private Task<Guid> RefundAsync(Guid order, Guid refund) => shop.PublishAsync("payments.v1", "payment-refunded", order, new()
    {
        ["orderId"] = $"{order}", ["paymentId"] = $"{Guid.CreateVersion7()}", ["refundId"] = $"{refund}", ["amount"] = Person.Money(1m),
        ["refundedAt"] = "2026-01-01T00:00:00Z",
    });

    /// <summary>Runs a separate process until <paramref name="reached"/>, kills it, and returns what it left.</summary>
    private async Task<Crash> CrashAsync(SmtpSink mail, string prefix, Func<bool> reached)
    {
        var database = await shop.CreateDatabaseAsync();
        var settings = shop.SettingsAside(database, mail);
        settings["Delivery__Lease"] = "00:00:02";
        // The server stays unresponsive for longer than the process lives.
        settings["Smtp__Timeout"] = "00:00:30";
        var source = NpgsqlDataSource.Create(database);
        await using var process = await NotificationShop.StartAsync(settings);
        var ada = Person.New(shop, prefix);
        await NotificationShop.AddMessageAsync(database, ada.Id);
        await Eventually.Async(reached, "the process is in the middle of it");
        await process.KillAsync();
        return new Crash(source, settings);
    }

    private sealed class Crash(NpgsqlDataSource database, Dictionary<string, string> settings) : IAsyncDisposable
    {
        public Task<ServiceProcess> RestartAsync() => NotificationShop.StartAsync(settings);

        public async Task<string> StatusAsync()
        {
            await using var command = database.CreateCommand("SELECT status || coalesce(' ' || reason, '') FROM messages");
            return (string)(await command.ExecuteScalarAsync())!;
        }

        public ValueTask DisposeAsync() => database.DisposeAsync();
    }
}
