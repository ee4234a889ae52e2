using System.Net;
using Ecommerce.Storefront.Features.Shared;
using Ecommerce.Storefront.Infrastructure.Accounts;
using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ecommerce.Storefront.Features.Guests;

/// <summary>Buying without registering, and registering afterwards.</summary>
internal static class GuestPages
{
    public static void MapGuests(this IEndpointRouteBuilder routes)
    {
        var guests = routes.MapGroup("").DisableAntiforgery();
        guests.MapGet("/checkout/guest", Show);
        guests.MapPost("/checkout/guest", EnterAsync);
        guests.MapPost("/account/registration", RegisterAsync);
        guests.MapGet("/account/registration", () => Results.LocalRedirect("~/account"));
    }

    private static IResult Show(Session session)
        => session.SignedIn ? Results.LocalRedirect("~/checkout") : Ask(email: null, name: null, FormMessages.None);

    private static async Task<IResult> EnterAsync(
        [FromForm] string email, [FromForm] string name, GatewayClient gateway, SessionOpener sessions, CancellationToken cancellationToken)
    {
        try
        {
            var tokens = await gateway.SendAsync<GuestEntry, Tokens>(
                HttpMethod.Post, "/users/guests", new GuestEntry(email, name), accessToken: null, cancellationToken);
            await sessions.OpenAsync(tokens, cancellationToken);
            return Results.LocalRedirect("~/checkout");
        }
        catch (GatewayException refusal) when (refusal.Status is HttpStatusCode.BadRequest or HttpStatusCode.TooManyRequests)
        {
            return Ask(email, name, FormMessages.Of(refusal.Problem, "email", "name"));
        }
    }

    private static async Task<IResult> RegisterAsync([FromForm] string password, AccountApi api, CancellationToken cancellationToken)
        => await api.SendAsync(HttpMethod.Post, "/registration", new GuestRegistration(password), cancellationToken) is { } problem
            ? new RazorComponentResult<RegistrationPage>(new
            {
                (await api.ReadAsync(cancellationToken)).Email, Errors = FormMessages.Of(problem, "password"),
            })
            : Results.LocalRedirect("~/account?done=registration");

    private static RazorComponentResult<GuestPage> Ask(string? email, string? name, FormMessages errors)
        => new(new { Email = email, Name = name, Errors = errors });
}
