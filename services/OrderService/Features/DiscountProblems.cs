using Ecommerce.OrderService.Domain.Discounts;
using Ecommerce.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.OrderService.Features;

internal static class DiscountProblems
{
    private const string Field = "discountCode";

    public static ProblemHttpResult Of(DiscountRefusal refusal) => refusal switch
    {
        DiscountRefusal.Unknown => Problem("discount-unknown", "There is no such discount code."),
        DiscountRefusal.Expired => Problem("discount-expired", "The discount code has expired."),
        DiscountRefusal.UsedUp => Problem("discount-used-up", "The discount code is used up."),
        _ => Problem("discount-not-applicable", "The discount code does not apply to this order: it is too small, or in another currency."),
    };

    private static ProblemHttpResult Problem(string name, string title)
        => Problems.Field(StatusCodes.Status422UnprocessableEntity, name, title, Field, title);
}
