using System.Diagnostics;
using Microsoft.Extensions.Hosting;

namespace Ecommerce.AppHost.Running;

/// <summary>Says on the console when the shop is open, where it is and who can sign in.</summary>
internal sealed class OpeningNotice(
    DistributedApplicationModel model, ResourceNotificationService notifications, TimeProvider timeProvider) : BackgroundService
{
    private static readonly string[] Doors = ["gateway", "storefront", "back-office"];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.WhenAll(
                Doors.Select(
                    door => notifications.WaitForResourceHealthyAsync(door, WaitBehavior.WaitOnResourceUnavailable, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }

        var password = await model.Resources.OfType<ParameterResource>().Single(parameter => parameter.Name == "demo-password")
            .GetValueAsync(stoppingToken);
        var seconds = (timeProvider.GetLocalNow() - new DateTimeOffset(Process.GetCurrentProcess().StartTime)).TotalSeconds;
        Console.WriteLine($"""

            The shop is open ({seconds:0.0} s)
              Storefront  {AddressOf("storefront")}
              Back office {AddressOf("back-office")}
              Gateway     {AddressOf("gateway")}
              Mail        {AddressOf("maildev")}
              Accounts    admin@, service@, inventory@ and customer@ecommerce.example, password {password}
              Test cards  4242 4242 4242 4242 is accepted, 4000 0000 0000 0002 is declined

            """);
    }

    private string AddressOf(string name)
        => model.Resources.OfType<IResourceWithEndpoints>().Single(resource => resource.Name == name).GetEndpoint("http").Url;
}
