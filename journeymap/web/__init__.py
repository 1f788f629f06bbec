"""What is asked over HTTP: the site, its routes and answers, and the map that folium frames."""
