using Ecommerce.AppHost.Infrastructure;
using Ecommerce.AppHost.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.AppHost.Dashboard;

/// <summary>Lets the shop begin anew: its processes are stopped, what the embedded servers kept is deleted, and all are started again.</summary>
internal static class ResetCommand
{
    private const string Dashboard = "aspire-dashboard";

    /// <summary>Adds the command to a server, where it is this machine that keeps the data.</summary>
    public static void AddResetCommand(this IDistributedApplicationBuilder builder, string server, IInfrastructure infrastructure)
    {
        if (infrastructure.DataDirectory is not { } data || builder.Resources.SingleOrDefault(resource => resource.Name == server) is not { } resource)
            return;
        builder.CreateResourceBuilder(resource).WithCommand(
            "reset",
            "Reset the shop's data",
            context => ResetAsync(context, data),
            new CommandOptions
            {
                Description = "Stops the shop, deletes what its servers kept, and starts it again.",
                ConfirmationMessage = "All accounts, products, orders and mails are deleted. Reset the shop's data?",
                IconName = "ArrowReset",
            });
    }

    private static async Task<ExecuteCommandResult> ResetAsync(ExecuteCommandContext context, string data)
    {
        var model = context.Services.GetRequiredService<DistributedApplicationModel>();
        var processes = new Processes(context.Services, context.CancellationToken);
        var services = model.Resources.OfType<ProjectResource>().Where(service => !service.IsStartedOnDemand()).ToList();
        var servers = model.Resources.OfType<ExecutableResource>().Where(server => server.Name != Dashboard).ToList();

        // What shoppers know of the shop will be gone: whoever wants them starts them again.
        await processes.StopAsync(model.Resources.OfType<ProjectResource>().Where(service => service.IsStartedOnDemand() && processes.Runs(service)));
        await processes.StopAsync(services);
        await processes.StopAsync(servers);
        foreach (var kept in new DirectoryInfo(data).EnumerateDirectories())
            kept.Delete(recursive: true);
        await processes.StartAsync([.. servers, .. services]);
        return CommandResults.Success("The shop begins anew.");
    }

    private sealed class Processes(IServiceProvider services, CancellationToken cancellationToken)
    {
        private readonly ResourceNotificationService notifications = services.GetRequiredService<ResourceNotificationService>();
        private readonly ResourceCommandService commands = services.GetRequiredService<ResourceCommandService>();

        public bool Runs(ProjectResource service)
            => notifications.TryGetCurrentState(service.Name, out var current) && current.Snapshot.State?.Text == KnownResourceStates.Running;

        public Task StopAsync(IEnumerable<IResource> resources)
            => Task.WhenAll(resources.Select(async resource =>
            {
                await commands.ExecuteCommandAsync(resource, KnownResourceCommands.StopCommand, cancellationToken);
                await notifications.WaitForResourceAsync(resource.Name, KnownResourceStates.TerminalStates, cancellationToken);
            }));

        public async Task StartAsync(IEnumerable<IResource> resources)
            => await Task.WhenAll(resources.Select(resource => commands.ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand, cancellationToken)));
    }
}
