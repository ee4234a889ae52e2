using System.Diagnostics;
using Ecommerce.Testing;

namespace Ecommerce.EndToEnd.Tests;

/// <summary>What becomes of a shop while a process of it is killed.</summary>
[Collection(nameof(RunningAppHost))]
public sealed class RestartTests(RunningAppHost running)
{
    [Theory]
    [InlineData("Ecommerce.PaymentService", "payment-service")]
    [InlineData("postgres.sh", "postgres")]
    public async Task Killed_process_is_restarted_and_logged(string program, string resource)
    {
        var appHost = await running.OpenAsync();
        var killed = Assert.Single(appHost.ProcessesOf(program));

        using (var process = Process.GetProcessById(killed))
            process.Kill();

        await Eventually.Async(
            () => appHost.ProcessesOf(program) is [var next] && next != killed, $"{resource} runs again", TimeSpan.FromSeconds(60));
        Assert.Matches($"{resource}-[a-z0-9]+ (crashed or was killed|ended with exit code 137); starting it again", appHost.Output);
        await appHost.IsOpenAsync(TimeSpan.FromMinutes(1));
    }
}
