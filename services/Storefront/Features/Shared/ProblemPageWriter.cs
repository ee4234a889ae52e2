using Ecommerce.Storefront.Infrastructure.Gateway;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Ecommerce.Storefront.Features.Shared;

/// <summary>Shows a person a refusal as a page of the shop; programs get the problem document.</summary>
internal sealed class ProblemPageWriter : IProblemDetailsWriter
{
    /// <summary>Registers it in front of the writer of documents, which writes whatever it is asked for.</summary>
    public static void AddTo(IServiceCollection services)
        => services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, ProblemPageWriter>());

    public bool CanWrite(ProblemDetailsContext context)
        => context.HttpContext.Request.GetTypedHeaders().Accept.Any(
            accepted => accepted.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        var status = problem.Status ?? http.Response.StatusCode;
        var messages = problem is HttpValidationProblemDetails { Errors.Count: > 0 } invalid
            ? FieldMessage.Of(invalid.Errors)
            : [Words(status)];
        return new(new RazorComponentResult<ErrorPage>(new { Messages = messages }) { StatusCode = status }.ExecuteAsync(http));
    }

    private static string Words(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "Something in the form is missing or cannot be read. Please go back and try again.",
        StatusCodes.Status403Forbidden => "This page is not for you, or the form came from another site.",
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => "There is no such page.",
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status431RequestHeaderFieldsTooLarge => "That is too much at once.",
        StatusCodes.Status429TooManyRequests => "That was very often in a short time. Please wait a little.",
        >= 500 => "The shop does not answer at the moment. Please try again in a little while.",
        _ => "That did not work.",
    };
}
