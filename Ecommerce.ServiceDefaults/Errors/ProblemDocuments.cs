using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Ecommerce.ServiceDefaults.Errors;

internal static class ProblemDocuments
{
    public static IServiceCollection AddProblemDocuments(this IServiceCollection services)
        => services
            .AddSingleton<IProblemDetailsWriter, ProblemWriter>()
            .AddProblemDetails()
            .AddExceptionHandler<RequestExceptionHandler>()
            // In every environment a request that cannot be bound reaches the exception handler, which knows the field.
            .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);

    public static void UseProblemDocuments(this WebApplication app)
    {
        MalformedRequests.AnswerAll(app.Services.GetRequiredService<DiagnosticListener>());
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }
}
