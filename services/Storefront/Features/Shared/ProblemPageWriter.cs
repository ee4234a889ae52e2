using Ecommerce.Storefront.Infrastructure.Gateway;
using Ecommerce.Storefront.Infrastructure.Languages;
using Ecommerce.Storefront.Infrastructure.Scripts;
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
        http.ShowsMessagesAlone();
        var status = problem.Status ?? http.Response.StatusCode;
        var page = problem is HttpValidationProblemDetails { Errors.Count: > 0 } invalid && Language.Current == Language.English
            ? new RazorComponentResult<ErrorPage>(new { Messages = FieldMessage.Of(invalid.Errors) }) { StatusCode = status }
            : Pages.Error(status, Refusals.Text(status));
        return new(page.ExecuteAsync(http));
    }
}
