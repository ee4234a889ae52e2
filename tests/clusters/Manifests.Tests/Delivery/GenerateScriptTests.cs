namespace Ecommerce.Manifests.Tests.Delivery;

public sealed class GenerateScriptTests : IDisposable
{
    private readonly GenerateScript script = new();

    [Fact]
    public async Task Generation_turns_parameters_into_references_and_deletes_removed_resources()
    {
        Assert.Equal((0, ""), await script.RunAsync());

        Assert.Contains("--parameter db-password=$(PARAM_DB_PASSWORD)", script.Base("arguments"), StringComparison.Ordinal);
        Assert.Contains("--container-image-tag 1.2.3", script.Base("arguments"), StringComparison.Ordinal);
        Assert.Contains("--disable-secrets --disable-state", script.Base("arguments"), StringComparison.Ordinal);
        Assert.Null(script.Base("old-service/deployment.yaml"));
    }

    [Theory]
    [InlineData("tool restore", "exit 1", "could not be installed")]
    [InlineData("aspirate --version", "exit 1", "Run: dotnet tool restore")]
    [InlineData("aspirate --version", "echo 8.0.1+abc", "Run: dotnet tool restore")]
    [InlineData("run --project", "exit 1", "Run: dotnet build Ecommerce.AppHost")]
    [InlineData("aspirate generate", "exit 3", "Aspirate failed")]
    [InlineData("aspirate generate",
        "mkdir -p ../artifacts/base; echo 'value: {mongo-password-uri-encoded.value}' > ../artifacts/base/x.yaml",
        "{mongo-password-uri-encoded.value}")]
    public async Task Failed_generation_prints_a_hint_and_keeps_the_base(string command, string answer, string advice)
    {
        script.Answers[command] = answer;

        var (exitCode, error) = await script.RunAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Contains(advice, error, StringComparison.Ordinal);
        Assert.NotNull(script.Base("old-service/deployment.yaml"));
    }

    [Fact]
    public async Task Unexpected_argument_is_rejected()
    {
        var (exitCode, error) = await script.RunAsync("production");

        Assert.Equal(1, exitCode);
        Assert.Contains("takes no arguments", error, StringComparison.Ordinal);
    }

    public void Dispose() => script.Dispose();
}
