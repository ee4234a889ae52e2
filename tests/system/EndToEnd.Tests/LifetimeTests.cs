using Ecommerce.Testing;

namespace Ecommerce.EndToEnd.Tests;

/// <summary>What is left of a shop when its app host ends.</summary>
[Collection(nameof(RunningAppHost))]
public sealed class LifetimeTests(RunningAppHost running)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Killed_app_host_leaves_no_process_or_port_and_keeps_its_data()
    {
        var killed = await running.OpenAsync();
        Assert.NotEmpty(killed.Processes);
        var email = await RegisterAsync(killed.Gateway);
        await killed.SignalAsync("KILL");
        await NothingIsLeftAsync(killed);

        var next = await running.OpenAsync();
        var admin = await Shopper.LoginAsync(next.Gateway, "admin@ecommerce.example", ShopSettings.DemoPassword);
        var found = await admin.GetAsync("/users?email=" + Uri.EscapeDataString(email));
        Assert.Equal(email, (string)Assert.Single(found["items"]!.AsArray())!["email"]!);

        await next.SignalAsync("INT");
        await NothingIsLeftAsync(next);
    }

    private static async Task<string> RegisterAsync(Uri gateway)
    {
        var email = $"survivor-{Guid.CreateVersion7():N}@example.com";
        await Shopper.Anonymous(gateway).PostAsync("/users", new System.Text.Json.Nodes.JsonObject
        {
            ["email"] = email, ["password"] = "correct horse battery staple", ["name"] = "A Survivor",
        });
        return email;
    }

    private static async Task NothingIsLeftAsync(AppHost appHost)
    {
        await Eventually.Async(() => appHost.Processes.Count == 0, "every process that the app host started ends", Patience);
        foreach (var port in appHost.Ports)
            Assert.False(await Ports.IsOpenAsync(port), $"port {port} is free again");
    }
}
