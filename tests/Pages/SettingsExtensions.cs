using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ecommerce.Pages;

/// <summary>Settings that a person gives by hand.</summary>
public static class SettingsExtensions
{
    /// <summary>Looks at the settings before anything starts: a wrong one is a line on the console that names it.</summary>
    /// <returns>False: there was one.</returns>
    public static bool HasGoodSettings<TOptions>(this WebApplication app)
        where TOptions : class
    {
        try
        {
            _ = app.Services.GetRequiredService<IOptions<TOptions>>().Value;
            return true;
        }
        // The second: what is written there is no number, no time and the like.
        catch (Exception wrong) when (wrong is OptionsValidationException or InvalidOperationException)
        {
            Console.Error.WriteLine(wrong.Message);
            return false;
        }
    }
}
