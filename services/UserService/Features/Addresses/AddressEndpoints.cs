using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Addresses;
using Ecommerce.UserService.Infrastructure.Http;
using Ecommerce.UserService.Infrastructure.Postgres;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ecommerce.UserService.Features.Addresses;

internal static class AddressEndpoints
{
    public static void MapAddresses(this IEndpointRouteBuilder app)
    {
        var addresses = app.MapGroup("/users/me/addresses").WithTags("Addresses");
        addresses.MapGet("/", ListAsync).WithName("ListAddresses").WithSummary("The caller's addresses, newest first");
        addresses.MapPost("/", AddAsync).WithName("AddAddress").WithSummary("Adds an address");
        addresses.MapGet("/{id:guid}", GetAsync).WithName("GetAddress").WithSummary("An address");
        addresses.MapPut("/{id:guid}", ReplaceAsync).WithName("ReplaceAddress").WithSummary("Replaces an address");
        addresses.MapDelete("/{id:guid}", DeleteAsync).WithName("DeleteAddress").WithSummary("Deletes an address");
    }

    private static async Task<Ok<AddressList>> ListAsync(Caller caller, AddressStore addresses, CancellationToken cancellationToken)
        => TypedResults.Ok(new AddressList(await addresses.ListAsync(caller.UserId, cancellationToken), Next: null));

    private static async Task<Results<Ok<Address>, ProblemHttpResult>> GetAsync(
        Guid id, Caller caller, AddressStore addresses, CancellationToken cancellationToken)
        => await addresses.FindAsync(caller.UserId, id, cancellationToken) is { } address
            ? TypedResults.Ok(address)
            : Problems.NotFound("address");

    private static async Task<Results<Created<Address>, ProblemHttpResult>> AddAsync(
        AddressRequest request, Caller caller, AddressStore addresses, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (request.Check().TryGetProblem(out var refusal))
            return refusal;
        var now = timeProvider.GetUtcNow();
        var address = request.ToAddress(Guid.CreateVersion7(now), now);
        var outcome = await addresses.AddAsync(caller, address, cancellationToken);
        return outcome is AddressOutcome.Done && await addresses.FindAsync(caller.UserId, address.Id, cancellationToken) is { } added
            ? TypedResults.Created($"/users/me/addresses/{added.Id}", added)
            : ToProblem(outcome);
    }

    private static async Task<Results<Ok<Address>, ProblemHttpResult>> ReplaceAsync(
        Guid id, AddressRequest request, Caller caller, AddressStore addresses, TimeProvider timeProvider,
        CancellationToken cancellationToken)
    {
        if (request.Check().TryGetProblem(out var refusal))
            return refusal;
        var outcome = await addresses.ReplaceAsync(caller, request.ToAddress(id, timeProvider.GetUtcNow()), cancellationToken);
        return outcome is AddressOutcome.Done && await addresses.FindAsync(caller.UserId, id, cancellationToken) is { } replaced
            ? TypedResults.Ok(replaced)
            : ToProblem(outcome);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid id, Caller caller, AddressStore addresses, CancellationToken cancellationToken)
        => await addresses.DeleteAsync(caller, id, cancellationToken) is AddressOutcome.Done
            ? TypedResults.NoContent()
            : Problems.NotFound("address");

    private static ProblemHttpResult ToProblem(AddressOutcome outcome) => outcome is AddressOutcome.TooMany
        ? Problems.Problem(StatusCodes.Status409Conflict, "too-many-addresses", $"There are {AddressStore.MaxAddresses} addresses already.")
        : Problems.NotFound("address");
}
