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
    /// <exception cref="StartException">The setting names nothing that they run on, or this machine lacks something that they
    /// need.</exception>
    public static IInfrastructure AddInfrastructure(this IDistributedApplicationBuilder builder)
        => UsesContainers(builder) ? new ContainerInfrastructure(builder) : new EmbeddedInfrastructure(builder);

    // A cluster runs containers, whatever this machine can do.
    private static bool UsesContainers(IDistributedApplicationBuilder builder)
    {
        var kind = KindOf(builder.Configuration);
        if (builder.ExecutionContext.IsPublishMode)
            return true;
        if (kind is InfrastructureKind.Containers)
            ContainerRuntime.Ensure();
        return kind is InfrastructureKind.Containers || (kind is InfrastructureKind.Auto && ContainerRuntime.Answers());
    }

    private static InfrastructureKind KindOf(ConfigurationManager configuration)
        => configuration["Infrastructure"] is not { Length: > 0 } value ? InfrastructureKind.Auto
            // By name alone: numbers and lists of names can be parsed, too.
            : Enum.GetNames<InfrastructureKind>().Contains(value, StringComparer.OrdinalIgnoreCase)
                ? Enum.Parse<InfrastructureKind>(value, ignoreCase: true)
            : throw new StartException($"Infrastructure is '{value}': it must be Auto, Containers or Embedded.");
}
