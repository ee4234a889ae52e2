using Ecommerce.Testing;

namespace Ecommerce.Clusters.Tests;

public sealed class ScriptTests
{
    [KubectlTheory]
    [InlineData("build.sh")]
    [InlineData("secrets.sh")]
    public void Unknown_overlay_fails_with_a_hint(string script)
    {
        var run = Script(script, "testing");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("There is no overlay testing. The overlays are: development production staging", run.Error,
            StringComparison.Ordinal);
        Assert.Contains("./manifests/build.sh development", run.Error, StringComparison.Ordinal);
    }

    [KubectlTheory]
    [InlineData()]
    [InlineData("development", "staging")]
    public void Missing_argument_fails_with_the_usage(params string[] arguments)
    {
        var run = Script("build.sh", arguments);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("Usage: ./manifests/build.sh OVERLAY", run.Error, StringComparison.Ordinal);
    }

    [KubectlFact]
    public void Overlay_is_rendered_unchanged()
        => Assert.Equal(Kustomize.Build("overlays/development").Objects.Count,
            Manifest.Parse(Script("build.sh", "development").Output).Objects.Count);

    [KubectlFact]
    public void Secrets_are_generated_once_and_are_valid()
    {
        var folder = new TemporaryFolder();
        try
        {
            var file = Path.Combine(folder.Path, "values");
            var (first, second) = (SecretScript.Run("development", file), SecretScript.Run("development", file));
            Assert.Equal(first.Output, second.Output);
            Assert.Equal("600", Command.Run("stat", ["-c", "%a", file]).Output.Trim());

            var secrets = Manifest.Parse(first.Output);
            Assert.Empty(Schemas.Errors(secrets.Objects));
            Assert.All(secrets.Objects, secret => Assert.Equal("ecommerce-dev", secret.Namespace));
            // Two who share a password have the same; two passwords differ.
            Assert.Equal(Value("order-service-secrets", "PARAM_POSTGRES_PASSWORD"), Value("postgres-secrets", "PARAM_POSTGRES_PASSWORD"));
            Assert.NotEqual(Value("cart-service-secrets", "PARAM_REDIS_PASSWORD"), Value("postgres-secrets", "PARAM_POSTGRES_PASSWORD"));
            Assert.Matches("^[0-9a-f]{32}$", Value("user-service-secrets", "PARAM_DEMO_PASSWORD"));

            string? Value(string secret, string key) => secrets.Get("Secret", secret).Root.Map("stringData").GetValueOrDefault(key);
        }
        finally
        {
            folder.Delete();
        }
    }

    [KubectlFact]
    public void Overlay_with_a_vault_gets_no_generated_secrets()
    {
        var run = Script("secrets.sh", "production");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The overlay production takes its secrets from a vault", run.Error, StringComparison.Ordinal);
    }

    private static Command Script(string name, params string[] arguments)
        => Command.Run("bash", [Repository.PathOf("manifests", name), .. arguments]);
}
