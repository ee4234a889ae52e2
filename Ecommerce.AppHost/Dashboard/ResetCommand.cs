using Ecommerce.AppHost.Infrastructure;
using Ecommerce.AppHost.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.AppHost.Dashboard;

/// <summary>
/// Lets the shop begin anew: its processes are stopped, what the embedded servers kept is deleted, and all are started again.
/// </summary>
internal static class ResetCommand
{
    private const string Dashboard = "aspire-dashboard";

    /// <summary>Adds the command to a server, where it is this machine that keeps the data.</summary>
    public static void AddResetCommand(this IDistributedApplicationBuilder builder, string server, IInfrastructure infrastructure)
    {
        if (infrastructure.DataDirectory is not { } data
            || builder.Resources.SingleOrDefault(resource => resource.Name == server) is not { } resource)
            return;
        builder.CreateResourceBuilder(resource).WithCommand(
            "reset",
            "Reset the shop's data",
            async context =>
            {
                await ResetAsync(context, data);
                return CommandResults.Success("The shop begins anew.");
            },
            new CommandOptions
            {
                Description = "Stops the shop, deletes what its servers kept, and starts it again.",
                ConfirmationMessage = "All accounts, products, orders and mails are deleted. Reset the shop's data?",
                IconName = "ArrowReset",
            });
    }

    private static async Task ResetAsync(ExecuteCommandContext context, string data)
    {
        var model = context.Services.GetRequiredService<DistributedApplicationModel>();
        var processes = new Processes(context.Services, context.CancellationToken);
        var services = model.Resources.OfType<ProjectResource>().Where(service => !service.IsStartedOnDemand()).ToList();
        // Aspire adds hidden executables, such as one that builds a project anew, which do not run.
        var servers = model.Resources.OfType<ExecutableResource>()
            .Where(server => server.Name != Dashboard && processes.Runs(server)).ToList();

        // What shoppers know of the shop will be gone: whoever wants them starts them again.
        var shoppers = model.Resources.OfType<ProjectResource>()
            .Where(service => service.IsStartedOnDemand() && processes.Runs(service)).ToList();
        await context.Services.GetRequiredService<DeliberateKills>().ResetAsync(async () =>
        {
            await processes.StopAsync(shoppers);
            await processes.StopAsync(services);
            await processes.StopAsync(servers);
            foreach (var kept in new DirectoryInfo(data).EnumerateDirectories())
                kept.Delete(recursive: true);
        });
        // From here on the supervisor starts again what does not come up at once.
        await processes.StartAsync(servers);
        await processes.StartAsync(services);
    }

    private sealed class Processes(IServiceProvider services, CancellationToken cancellationToken)
    {
        private readonly ResourceNotificationService notifications = services.GetRequiredService<ResourceNotificationService>();
        private readonly ResourceCommandService commands = services.GetRequiredService<ResourceCommandService>();

        public bool Runs(IResource resource)
            => notifications.TryGetCurrentState(resource.Name, out var current)
                && current.Snapshot.State?.Text == KnownResourceStates.Running;

        public Task StopAsync(IEnumerable<IResource> resources)
            => Task.WhenAll(resources.Select(async resource =>
            {
                await commands.ExecuteCommandAsync(resource, KnownResourceCommands.StopCommand, cancellationToken);
                await notifications.WaitForResourceAsync(resource.Name, KnownResourceStates.TerminalStates, cancellationToken);
            }));

        /// <summary>
        /// Starts each when what it waits for is ready: Aspire gives up on a resource whose dependency has ended and not started yet.
        /// </summary>
        public async Task StartAsync(IEnumerable<IResource> resources)
        {
            var waiting = resources.ToHashSet();
            while (waiting.Where(resource => !DependenciesOf(resource).Any(waiting.Contains)).ToList() is { Count: > 0 } next)
            {
                await Task.WhenAll(next.Select(async resource =>
                {
                    await commands.ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand, cancellationToken);
                    await notifications.WaitForResourceHealthyAsync(
                        resource.Name, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);
                }));
                waiting.ExceptWith(next);
            }
        }

        private static IEnumerable<IResource> DependenciesOf(IResource resource)
            => resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource);
    }
}
