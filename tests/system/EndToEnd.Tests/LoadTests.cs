using System.Diagnostics;
using Ecommerce.Testing;

namespace Ecommerce.EndToEnd.Tests;

/// <summary>The load test of <c>loadtest/</c>, without k6 and without much load: that its visits are those of this shop.</summary>
[Collection(nameof(Shop))]
public sealed class LoadTests(Shop shop, ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Load_test_visitors_buy_and_see_their_orders_confirmed()
    {
        // Limits are for a machine that does nothing else.
        using var node = Process.Start(new ProcessStartInfo(
            "node",
            [Repository.PathOf("loadtest", "node.js"), "--url", $"{shop.Gateway}", "--rate", "1", "--seconds", "5", "--buyers", "1",
                "--slack", "20"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var timeout = new CancellationTokenSource(Patience);
        try
        {
            var (said, complaint) = (node.StandardOutput.ReadToEndAsync(timeout.Token), node.StandardError.ReadToEndAsync(timeout.Token));
            await node.WaitForExitAsync(timeout.Token);
            output.WriteLine(await said);

            Assert.Equal("", await complaint);
            Assert.Contains("5 orders confirmed", await said, StringComparison.Ordinal);
            Assert.Equal(0, node.ExitCode);
        }
        finally
        {
            if (!node.HasExited) node.Kill(entireProcessTree: true);
        }
    }
}
