using Ecommerce.NotificationService.Infrastructure.Postgres;
using Ecommerce.ServiceDefaults;
using Ecommerce.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.NotificationService.Features.CartReminders;

/// <param name="Next">The cursor of the next page, null on the last.</param>
internal sealed record CartReminderPage(IReadOnlyList<CartReminder> Items, Guid? Next);

internal static class CartReminderEndpoint
{
    public static RouteGroupBuilder MapCartReminders(this RouteGroupBuilder notifications)
    {
        notifications.MapGet("cart-reminders", ListAsync).WithName("ListCartReminders")
            .WithSummary("Mails that reminded people of their carts, and whether they bought after, newest first")
            .RequirePermission(Permissions.OrdersRead).ProducesProblem(StatusCodes.Status400BadRequest);
        return notifications;
    }

    private static async Task<Results<Ok<CartReminderPage>, ProblemHttpResult>> ListAsync(
        Guid? userId, Guid? after, int? limit, CartReminderStore reminders, CancellationToken cancellationToken)
    {
        var (page, errors) = PageRequest.Read(after, limit);
        if (errors.TryGetProblem(out var problem))
            return problem;
        var (items, next) = page.Cut(await reminders.ListAsync(userId, page, cancellationToken), reminder => reminder.Id);
        return TypedResults.Ok(new CartReminderPage(items, next));
    }
}
