using Ecommerce.OrderService.Domain.Orders;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features;

internal static class OrderProblems
{
    public static ProblemHttpResult WrongStatus(Order order, string name, string title)
        => Problems.Problem(StatusCodes.Status409Conflict, name, title, $"It is {order.Status}.");
}
