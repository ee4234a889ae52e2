using Ecommerce.Testing;

namespace Ecommerce.NewService.Tests;

public sealed class NewServiceTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly RepositoryCopy copy = new();

    [Fact]
    public async Task New_service_builds_and_its_tests_pass()
    {
        await RunAsync(copy.PathOf("eng/new-service.sh"), "gift-card");

        await RunAsync(
            "dotnet", "build", copy.PathOf("tests/services/GiftCardService.Tests"), "-v", "quiet", "-nologo", "-nodeReuse:false");
        await RunAsync(
            copy.PathOf("artifacts/bin/GiftCardService.Tests/debug/GiftCardService.Tests"), "--filter-class", "*.GreetingTests",
            "--minimum-expected-tests", "2");
    }

    [Fact]
    public async Task New_service_is_in_the_solution_the_model_the_route_table_and_the_delivery()
    {
        await RunAsync(copy.PathOf("eng/new-service.sh"), "gift-card", "/vouchers");

        await RunAsync(copy.PathOf("eng/solution.sh"), "--check");
        Assert.Contains("services/GiftCardService/GiftCardService.csproj", copy.Read("Ecommerce.slnx"), StringComparison.Ordinal);
        Assert.Contains("GiftCardService.csproj", copy.Read("Ecommerce.AppHost/Ecommerce.AppHost.csproj"), StringComparison.Ordinal);
        Assert.Contains(
            "AddService<Projects.GiftCardService>(\"gift-card-service\")", copy.Read("Ecommerce.AppHost/AppHost.cs"),
            StringComparison.Ordinal);
        Assert.Contains(
            ".WithReference(giftCardService).WaitFor(giftCardService)", copy.Read("Ecommerce.AppHost/AppHost.cs"),
            StringComparison.Ordinal);
        Assert.Contains(
            "\"path\": \"/vouchers\", \"service\": \"gift-card-service\"", copy.Read("services/Gateway/routes.json"),
            StringComparison.Ordinal);
        var (_, services) = await ExitAsync(copy.PathOf("eng/services.sh"), []);
        Assert.Contains("\"GiftCardService\"", services, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Usage", "GiftCard")]
    [InlineData("Usage", "gift-card-service")]
    [InlineData("not a path", "gift-card", "/gift/cards")]
    [InlineData("is a route", "gift-card", "/orders")]
    [InlineData("is there already", "order")]
    public async Task Invalid_argument_is_rejected_with_a_hint_and_changes_nothing(string hint, params string[] arguments)
    {
        var before = copy.Read("Ecommerce.slnx");

        var (exitCode, output) = await ExitAsync(copy.PathOf("eng/new-service.sh"), arguments);

        Assert.NotEqual(0, exitCode);
        Assert.Contains(hint, output, StringComparison.Ordinal);
        Assert.Equal(before, copy.Read("Ecommerce.slnx"));
    }

    public void Dispose() => copy.Dispose();

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var (exitCode, output) = await ExitAsync(program, arguments);
        Assert.True(exitCode == 0, $"{program} ended with {exitCode}:\n{output}");
    }

    private static async Task<(int ExitCode, string Output)> ExitAsync(string program, string[] arguments)
    {
        await using var process = await ChildProcess.StartAsync(program, arguments, []);
        return (await process.WaitForExitAsync(Patience), process.Output);
    }
}
