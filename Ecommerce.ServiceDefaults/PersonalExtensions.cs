using Ecommerce.ServiceDefaults.Http;
using Microsoft.AspNetCore.Builder;

namespace Ecommerce.ServiceDefaults;

/// <summary>Marks what is about a person.</summary>
public static class PersonalExtensions
{
    /// <summary>
    /// The endpoint answers about a person without a token, as to whoever knows the id of a cart: no cache keeps its response.
    /// Endpoints that need a token, and responses to callers with a token or a cookie, need no mark.
    /// </summary>
    public static TBuilder AnswersAboutAPerson<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder
        => builder.WithMetadata(new PersonalMark());
}
