namespace Ecommerce.OrderService.Features;

internal static class CommandEndpoint
{
    /// <summary>Describes the responses of an endpoint that takes an <see cref="OrderCommand"/>.</summary>
    public static RouteHandlerBuilder ProducesCommand<TResponse>(this RouteHandlerBuilder endpoint, int status) => endpoint
        .Produces<TResponse>(status)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);
}
