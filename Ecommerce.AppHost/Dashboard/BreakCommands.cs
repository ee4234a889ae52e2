using System.Globalization;
using Ecommerce.AppHost.Infrastructure;
using Ecommerce.AppHost.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.AppHost.Dashboard;

/// <summary>
/// Whatever holds up the shop can be broken in the dashboard, to see that nothing is lost: killed without notice, or halted, which is
/// worse, since what is halted keeps its connections. The supervisor starts again what was killed.
/// </summary>
internal static class BreakCommands
{
    private static readonly TimeSpan Halt = TimeSpan.FromSeconds(15);

    /// <summary>Adds the commands to every service and every server that is in the model by now.</summary>
    public static void AddBreakCommands(this IDistributedApplicationBuilder builder)
    {
        foreach (var resource in builder.Resources.Where(
            resource => resource is ProjectResource or EmbeddedServerResource or ContainerResource && !resource.IsStartedOnDemand())
            .ToList())
            builder.CreateResourceBuilder(resource).WithBreakCommands();
    }

    private static void WithBreakCommands(this IResourceBuilder<IResource> resource)
        => resource
            .WithBreakage(
                "kill", resource.Resource.Name == "kafka" && resource.Resource is EmbeddedServerResource
                    ? "Kill it: the broker loses its memory"
                    : "Kill it",
                "Flash", "kill -9: it has no chance to finish anything. It is started again a second later.", KillAsync)
            .WithBreakage("halt", $"Halt it for {Halt.TotalSeconds} s", "Pause", "It keeps its connections and answers nobody.", HaltAsync);

    private static async Task KillAsync(Victim victim, ExecuteCommandContext context)
    {
        context.Services.GetRequiredService<DeliberateKills>().Add(context.ResourceName);
        if (victim.Container is { } container)
            await ContainerRuntime.RunAsync(["kill", container], context.CancellationToken);
        else
            ProcessTree.Kill(victim.Process);
    }

    private static async Task HaltAsync(Victim victim, ExecuteCommandContext context)
    {
        if (victim.Container is not { } container)
        {
            await ProcessTree.HaltAsync(victim.Process, Halt, context.CancellationToken);
            return;
        }

        await ContainerRuntime.RunAsync(["pause", container], context.CancellationToken);
        try
        {
            await Task.Delay(Halt, TimeProvider.System, context.CancellationToken);
        }
        finally
        {
            await ContainerRuntime.RunAsync(["unpause", container], CancellationToken.None);
        }
    }

    private static IResourceBuilder<IResource> WithBreakage(
        this IResourceBuilder<IResource> resource, string name, string title, string icon, string description,
        Func<Victim, ExecuteCommandContext, Task> work)
        => resource.WithCommand(
            name,
            title,
            async context =>
            {
                if (Victim.Of(context) is not { } victim)
                    return CommandResults.Failure("It does not run.");
                try
                {
                    await work(victim, context);
                    return CommandResults.Success();
                }
                catch (Exception failure) when (failure is ArgumentException or PlatformNotSupportedException or InvalidOperationException)
                {
                    return CommandResults.Failure(failure.Message);
                }
            },
            new CommandOptions
            {
                Description = description,
                IconName = icon,
                UpdateState = context
                    => context.ResourceSnapshot.State?.Text == KnownResourceStates.Running
                        ? ResourceCommandState.Enabled
                        : ResourceCommandState.Disabled,
            });

    /// <summary>What runs as a resource: a container, or a process of this machine.</summary>
    private sealed record Victim(string? Container, int Process)
    {
        public static Victim? Of(ExecuteCommandContext context)
        {
            if (!context.Services.GetRequiredService<ResourceNotificationService>()
                .TryGetCurrentState(context.ResourceName, out var current))
                return null;
            var properties = current.Snapshot.Properties;
            return properties.FirstOrDefault(property => property.Name == "container.id")?.Value is string container
                ? new Victim(container, 0)
                : properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } process
                    ? new Victim(null, Convert.ToInt32(process, CultureInfo.InvariantCulture))
                    : null;
        }
    }
}
