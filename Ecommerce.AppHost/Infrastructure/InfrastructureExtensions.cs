using Ecommerce.AppHost.Running;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.AppHost.Infrastructure;

/// <summary>What the servers run on.</summary>
internal enum InfrastructureKind
{
    /// <summary>Containers where a container runtime answers, embedded servers otherwise.</summary>
    Auto,

    /// <summary>Containers.</summary>
    Containers,

    /// <summary>Processes of this machine.</summary>
    Embedded,
}

internal static class InfrastructureExtensions
{
    /// <summary>Chooses what the servers run on, by the setting <c>Infrastructure</c>.</summary>
    public static IInfrastructure AddInfrastructure(this IDistributedApplicationBuilder builder)
        => builder.KindOfInfrastructure() is InfrastructureKind.Containers ? new ContainerInfrastructure(builder) : new EmbeddedInfrastructure(builder);

    /// <summary>What the servers run on: containers or processes of this machine, never <see cref="InfrastructureKind.Auto"/>.</summary>
    /// <exception cref="StartException">The setting names none of them.</exception>
    public static InfrastructureKind KindOfInfrastructure(this IDistributedApplicationBuilder builder)
    {
        var kind = KindOf(builder.Configuration);
        // A cluster runs containers, whatever this machine can do.
        if (builder.ExecutionContext.IsPublishMode)
            return InfrastructureKind.Containers;
        return kind is not InfrastructureKind.Auto ? kind
            : ContainerRuntime.Answers() ? InfrastructureKind.Containers
            : InfrastructureKind.Embedded;
    }

    private static InfrastructureKind KindOf(ConfigurationManager configuration)
        => configuration["Infrastructure"] is not { Length: > 0 } value ? InfrastructureKind.Auto
            : Enum.TryParse<InfrastructureKind>(value, ignoreCase: true, out var kind) && Enum.GetNames<InfrastructureKind>().Contains(value, StringComparer.OrdinalIgnoreCase) ? kind
            : throw new StartException($"Infrastructure is '{value}': it must be {string.Join(", ", Enum.GetNames<InfrastructureKind>()[..^1])} or {Enum.GetNames<InfrastructureKind>()[^1]}.");
}
