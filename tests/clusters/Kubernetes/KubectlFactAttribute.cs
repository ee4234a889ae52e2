using Ecommerce.Testing;
using Xunit;

namespace Ecommerce.Kubernetes;

/// <summary>A test that runs <c>kubectl</c>; without it the test is reported as skipped, with what to install.</summary>
public sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute() => Skip = Kubectl.Missing;
}

/// <inheritdoc cref="KubectlFactAttribute"/>
public sealed class KubectlTheoryAttribute : TheoryAttribute
{
    public KubectlTheoryAttribute() => Skip = Kubectl.Missing;
}

internal static class Kubectl
{
    /// <summary>Why such tests cannot run; null where they can.</summary>
    public static string? Missing { get; } = Command.Exists("kubectl")
        ? null : "kubectl is not on the PATH: install kubectl 1.32 or later to check the manifests.";
}
