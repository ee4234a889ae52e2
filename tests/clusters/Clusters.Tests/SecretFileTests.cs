using System.Text.RegularExpressions;

namespace Ecommerce.Clusters.Tests;

/// <summary>Nothing secret stands in a file either, whether an overlay uses it or not: values for Helm, scripts, settings.</summary>
public sealed partial class SecretFileTests
{
    [Fact]
    public void Manifest_files_contain_no_secrets()
        // Those of the developer's machine are ignored by git.
        => Assert.Empty(from file in Directory.EnumerateFiles(Kustomize.Root, "*", SearchOption.AllDirectories)
                        where !Path.GetFileName(file).EndsWith(".secrets", StringComparison.Ordinal)
                        from line in File.ReadLines(file)
                        where IsSecret(line)
                        select $"{Path.GetRelativePath(Kustomize.Root, file)}: {line.Trim()}");

    [Theory]
    [InlineData("  postgresPassword: hunter2hunter2")]
    [InlineData("STRIPE_API_KEY=sk_live_123456")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----")]
    [InlineData("accessKeyId: AKIAABCDEFGHIJKLMNOP")]
    [InlineData("url: https://me:hunter2@example.org")]
    public void Secret_is_detected(string line) => Assert.True(IsSecret(line));

    [Theory]
    [InlineData("value: Host=postgres;Password=$(PARAM_POSTGRES_PASSWORD)")]
    [InlineData("passwordSecret: {name: postgres-users}")]
    [InlineData("automountServiceAccountToken: false")]
    [InlineData("password: \"{{ .password }}\"")]
    public void Reference_is_not_a_secret(string line) => Assert.False(IsSecret(line));

    private static bool IsSecret(string line) => !line.TrimStart().StartsWith('#') && Secret().IsMatch(line);

    [GeneratedRegex(
        """(?i:(password|passwd|token|api_?key|client_?secret)["']?\s*[:=]\s*["']?(?!false|true)[a-z0-9/+!_-]{6,})"""
        + """|-----BEGIN [A-Z ]*PRIVATE KEY|AKIA[0-9A-Z]{16}|://[^/\s:@]+:(?!\$)[^@/\s]+@""")]
    private static partial Regex Secret();
}
