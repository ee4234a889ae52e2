using Ecommerce.Kubernetes;
using Ecommerce.Testing;

namespace Ecommerce.Observability.Tests;

/// <summary>A test that runs a program of Prometheus' packages; without it the test is reported as skipped, with what to install.</summary>
public sealed class NeedsFactAttribute : FactAttribute
{
    public NeedsFactAttribute(string program) => Skip = Programs.Missing(program);
}

/// <inheritdoc cref="NeedsFactAttribute"/>
public sealed class NeedsTheoryAttribute : TheoryAttribute
{
    public NeedsTheoryAttribute(string program) => Skip = Programs.Missing(program);
}

internal static class Programs
{
    public const string Prometheus = "prometheus";
    public const string Promtool = "promtool";
    public const string Alertmanager = "prometheus-alertmanager";
    public const string Amtool = "amtool";

    public static string? Missing(string program) => Command.Exists(program)
        ? null
        : $"{program} is not on the PATH: install Debian's packages prometheus and prometheus-alertmanager to check rules, dashboards and "
            + "routes.";
}
