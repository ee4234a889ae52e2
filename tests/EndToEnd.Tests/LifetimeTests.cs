using Ecommerce.Testing;

namespace Ecommerce.EndToEnd.Tests;

/// <summary>What is left of a shop when its app host ends. In the collection, so that no two shops run at once.</summary>
[Collection(nameof(Shop))]
public sealed class LifetimeTests(Shop shop) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("ecommerce-shop-");

    [Fact]
    public async Task A_killed_app_host_leaves_no_process_and_no_port_and_the_next_one_finds_what_was_stored()
    {
        Assert.NotEqual(shop.Gateway, shop.Storefront);
        Shopper admin;
        string email;
        await using (var killed = await AppHost.StartAsync(data.FullName))
        {
            Assert.NotEmpty(killed.Processes);
            email = await RegisterAsync(killed.Gateway);
            await killed.SignalAsync("KILL");
            await NothingIsLeftAsync(killed);
        }

        await using var next = await AppHost.StartAsync(data.FullName);
        admin = await Shopper.LoginAsync(next.Gateway, "admin@ecommerce.example", AppHost.DemoPassword);
        var found = await admin.GetAsync("/users?email=" + Uri.EscapeDataString(email));
        Assert.Equal(email, (string)Assert.Single(found["items"]!.AsArray())!["email"]!);

        await next.SignalAsync("INT");
        await NothingIsLeftAsync(next);
    }

    public void Dispose() => data.Delete(recursive: true);

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
