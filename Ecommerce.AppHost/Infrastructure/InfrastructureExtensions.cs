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
        => UsesContainers(builder) ? new ContainerInfrastructure(builder) : new EmbeddedInfrastructure(builder);

    // A cluster runs containers, whatever this machine can do.
    private static bool UsesContainers(IDistributedApplicationBuilder builder)
        => builder.ExecutionContext.IsPublishMode || KindOf(builder.Configuration) switch
        {
            InfrastructureKind.Auto => ContainerRuntime.Answers(),
            var kind => kind is InfrastructureKind.Containers,
        };

    private static InfrastructureKind KindOf(ConfigurationManager configuration)
        => configuration["Infrastructure"] is not { Length: > 0 } value ? InfrastructureKind.Auto
            : Enum.TryParse<InfrastructureKind>(value, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind
            : throw new InvalidOperationException($"Infrastructure '{value}' is unknown: it is {string.Join(", ", Enum.GetNames<InfrastructureKind>())}.");
}
